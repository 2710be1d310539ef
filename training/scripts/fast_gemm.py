"""Let thinc multiply matrices with numpy's BLAS, several times as fast as its own on many processors.

Pass this file to ``spacy train --code``; the trained model does not depend on it.
"""

from __future__ import annotations

import numpy
from thinc.backends import NumpyOps


def gemm(self, x, y, out=None, trans1=False, trans2=False):
    """Multiply two matrices, either of them turned if asked."""
    left = x.T if trans1 else x
    right = y.T if trans2 else y
    if out is None:
        return numpy.dot(left, right)
    numpy.dot(left, right, out=out)
    return out


NumpyOps.gemm = gemm
