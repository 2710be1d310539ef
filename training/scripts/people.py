"""Person names of many cultures, romanised, composed from given and family names."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from faker import Faker

LOCALES = """en_US en_GB en_IN fr_FR de_DE es_ES es_MX pt_BR pt_PT it_IT pl_PL cs_CZ tr_TR id_ID vi_VN nl_NL sv_SE no_NO
fi_FI da_DK hu_HU ro_RO hr_HR sl_SI sk_SK lt_LT lv_LV et_EE zu_ZA yo_NG tw_GH ga_IE fil_PH az_AZ es_CO es_CL es_AR
en_NG en_KE sw fr_DZ ha_NG ig_NG""".split()

GIVEN_FAMILY = {
    "arabic": (
        """Ahmed Mohammed Mahmoud Ali Hassan Hussein Omar Khaled Abdullah Ibrahim Youssef Mustafa Tariq Faisal Nasser
        Samir Jamal Adel Walid Fadi Bashar Rami Hamza Bilal Saad Majed Nabil Salim Fatima Layla Amal Rania Huda Noura
        Abdulrahman Abdulaziz Saleh Yahya Ismail Marwan Anwar Nouri Haider Muqtada Rafik Saad Najib Mokhtar Kais""",
        """al-Assad al-Sadr al-Maliki al-Abadi al-Hakim al-Houthi al-Rashid al-Saud al-Thani al-Nahyan al-Baghdadi
        al-Zawahiri al-Masri al-Shami al-Jabouri al-Khatib al-Din al-Sisi al-Bashir al-Burhan al-Kadhimi al-Sharaa
        Haniyeh Mansour Hariri Nasrallah Abbas Barghouti Meshaal Salam Mikati Aoun Geagea Saleh Hadi Sarraj Haftar
        Dbeibah Saied Ghannouchi Marzouki Benkirane Tebboune Bouteflika Mubarak Morsi ElBaradei Shoukry Safadi
        Khalil Darwish Hamdan Qasim Suleiman Aziz Othman Fayyad Shaath Erekat Dahlan Hamdok Dagalo""",
    ),
    "slavic": (
        """Vladimir Sergei Dmitry Mikhail Alexander Viktor Yuri Boris Nikolai Andrei Igor Oleg Anatoly Pavel Maxim
        Alexei Konstantin Roman Valery Gennady Yevgeny Maria Olga Elena Natalia Oksana Yulia Tatiana Svetlana Irina
        Volodymyr Oleksandr Dmytro Petro Serhiy Mykhailo Mykola Andriy Vasyl Denys Oleksii Kyrylo Valerii Iryna
        Aleksandar Milorad Zoran Goran Dragan Branko Bojan Boyko Rumen Stefan""",
        """Ivanov Petrov Sidorov Smirnov Kuznetsov Volkov Sokolov Lebedev Morozov Novikov Kozlov Fedorov Medvedev
        Lavrov Shoigu Peskov Zakharova Ryabkov Patrushev Navalny Nemtsov Yashin Gerasimov Surovikin Prigozhin
        Zelensky Kuleba Shmyhal Yermak Zaluzhny Syrskyi Reznikov Umerov Budanov Podolyak Klitschko Poroshenko
        Tymoshenko Yanukovych Yushchenko Kravchuk Kovalenko Bondarenko Shevchenko Tkachenko Kravchenko Melnyk
        Lukashenko Tsikhanouskaya Vucic Dodik Milosevic Karadzic Mladic Djukanovic Plenkovic Borisov Radev Denkov
        Stoltenberg Rasmussen Markarova Chernenko Gromov Belov Zaitsev Orlov Makarov Nikitin Zhukov""",
    ),
    "persian": (
        """Mahmoud Hassan Mohammad Ebrahim Ali Hossein Javad Abbas Saeed Reza Mehdi Qassem Esmail Masoud Amir Akbar
        Mohsen Kazem Hamid Ashraf Abdul Gulbuddin Karim Burhanuddin Zalmay Mullah Haibatullah Sirajuddin Narges
        Shirin Nasrin Maryam Farah""",
        """Ahmadinejad Rouhani Raisi Khamenei Khatami Rafsanjani Zarif Araghchi Jalili Larijani Salehi Mousavi Karroubi
        Soleimani Qaani Pezeshkian Hosseini Mottaki Vahidi Salami Karzai Ghani Hekmatyar Rabbani Haqqani Akhund
        Akhundzada Muttaqi Baradar Yaqoob Stanikzai Ahmadzai Massoud Dostum Noorzai Popal Wardak Mohammadi Sotoudeh
        Ebadi Mohseni Bagheri Kharrazi""",
    ),
    "hebrew": (
        """Benjamin Ariel Ehud Shimon Yitzhak Moshe Avigdor Naftali Yair Benny Yoav Itamar Bezalel Gideon Israel Tzipi
        Amir Dan Yossi Eli Ron Gadi Herzi Isaac David Golda Ayelet Miri""",
        """Netanyahu Sharon Olmert Barak Peres Rabin Katsav Lieberman Bennett Lapid Gantz Gallant Smotrich Livni Peretz
        Herzog Katz Levin Halevi Eisenkot Dermer Hanegbi Shapira Cohen Mizrahi Azoulay Friedman Edelstein Shaked
        Regev Begin Shamir Meir Dayan""",
    ),
    "south asian": (
        """Manmohan Narendra Rahul Sonia Rajiv Atal Amit Arvind Sushma Pranab Subrahmanyam Rajnath Anil Sunil Vijay Raj
        Priya Deepak Sanjay Nawaz Imran Pervez Asif Benazir Shehbaz Bilawal Yousaf Asim Khawaja Ishaq Shahid Sheikh
        Khaleda Muhammad Mahinda Gotabaya Ranil Maithripala Chandrika Sarath Anura Prachanda Sher Gyanendra Baburam
        Pushpa Hina""",
        """Singh Modi Gandhi Vajpayee Advani Shah Kejriwal Banerjee Mukherjee Jaishankar Sharma Gupta Patel Kumar Reddy
        Rao Yadav Thackeray Nehru Sharif Khan Musharraf Zardari Bhutto Gilani Munir Bajwa Kayani Asif Dar Qureshi
        Abbasi Chaudhry Hasina Zia Rahman Yunus Ahmed Rajapaksa Wickremesinghe Sirisena Kumaratunga Fonseka
        Dissanayake Deuba Dahal Oli Bhattarai Koirala Khar Mehsud Baloch""",
    ),
    "african": (
        """Robert Morgan Emmerson Thabo Jacob Cyril Nelson Yoweri Paul Uhuru William Raila Mwai Olusegun Goodluck
        Muhammadu Bola Umaru Atiku Laurent Alassane Blaise Idriss Joseph Felix Etienne Denis Teodoro Ellen Charles
        Johnson Isaias Meles Abiy Hailemariam Salva Riek Omar Abdel Hassan Sharif Mohamed Ibrahim Macky Abdoulaye
        Amadou Moussa Assimi Mahamat Faustin Pierre Evariste Hage Joaquim Jose Filipe Armando Hakainde Edgar Lazarus
        Joyce Samia John Kizza Winnie Ngozi Chimamanda""",
        """Mugabe Tsvangirai Mnangagwa Mbeki Zuma Ramaphosa Mandela Museveni Kagame Kenyatta Ruto Odinga Kibaki Obasanjo
        Jonathan Buhari Tinubu Yar'Adua Abubakar Gbagbo Ouattara Compaore Deby Kabila Tshisekedi Sassou-Nguesso
        Obiang Sirleaf Taylor Afwerki Zenawi Ahmed Desalegn Kiir Machar Farmajo Mohamud Sall Wade Toure Traore Keita
        Goita Touadera Nkurunziza Ndayishimiye Geingob Chissano Guebuza Nyusi Hichilema Lungu Chakwera Banda Hassan
        Magufuli Besigye Nwosu Okafor Adeyemi Okonkwo Mensah Owusu Diallo Ndiaye Diop Cisse Kamara Koroma Bio Weah
        Moyo Dube Ncube Chikwanda Mutharika Achebe Wanjiku Kipchoge Otieno""",
    ),
    "latin american": (
        """Hugo Nicolas Alvaro Juan Ivan Gustavo Rafael Lenin Evo Luis Lula Dilma Jair Michel Fernando Nestor Cristina
        Mauricio Alberto Javier Michelle Sebastian Gabriel Alan Ollanta Pedro Dina Keiko Fidel Raul Miguel Daniel
        Rosario Manuel Porfirio Nayib Vicente Felipe Enrique Andres Claudia Oscar Jimmy Jean-Bertrand Rene Jovenel
        Maria Corina Leopoldo Henrique Edmundo""",
        """Chavez Maduro Uribe Santos Duque Petro Correa Moreno Morales Arce da Silva Rousseff Bolsonaro Temer Kirchner
        Macri Fernandez Milei Bachelet Pinera Boric Garcia Humala Castillo Boluarte Fujimori Castro Diaz-Canel Ortega
        Murillo Zelaya Lobo Bukele Fox Calderon Pena Nieto Lopez Obrador Sheinbaum Arias Morales Aristide Preval Moise
        Machado Lopez Capriles Gonzalez Guaido Marquez Restrepo Quispe Huanca Mamani""",
    ),
}
FAMILY_GIVEN = {
    "chinese": (
        """Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Liang Song Zheng Xie Han
        Tang Feng Yu Dong Xiao Cheng Cao Yuan Deng Xi Wen Jiang Bo Qin Ding Tsai Lai Lee Ko Han""",
        """Jinping Keqiang Jintao Jiabao Zemin Yi Qishan Yang Jieyi Wei Ling Fang Ming Hong Jun Lei Xiaobo Weiwei
        Guangcheng Xilai Yongkang Kang Lijian Chunying Wenbin Shangfu Fenghe Guangle Zhijun Qiang Leji Huning
        Xiaoping Zedong Ing-wen Ching-te Shui-bian Ying-jeou Chu-yu Jian Bin Hua Peng Tao Gang""",
    ),
    "korean": (
        """Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Yoo Hong Ri Pak Choe Roh
        Ban Moon Chung Kwak""",
        """Jong-un Jong-il Il-sung Yo-jong Yong-nam Yong-ho Son-hui Yong-chol Geun-hye Myung-bak Moo-hyun Dae-jung
        Jae-in Suk-yeol Jae-myung Ki-moon Kyung-wha Eui-yong Dong-young Young-sam Sung-hwan Byung-se Kwan-jin
        Min-seok Ji-won Hyun-woo Seung-min Tae-yong Kye-gwan Pong-ju Nam-ki""",
    ),
}
MORE_GIVEN_FAMILY = {
    "japanese": (
        """Junichiro Shinzo Yasuo Taro Yukio Naoto Yoshihiko Fumio Yoshihide Shigeru Sanae Toshimitsu Yoshimasa Takeshi
        Hiroshi Kenji Haruki Masako Yuriko Akira Nobutaka Katsuya Seiji Makoto Tomomi Itsunori Minoru""",
        """Koizumi Abe Fukuda Aso Hatoyama Kan Noda Kishida Suga Ishiba Takaichi Motegi Hayashi Kono Iwaya Tanaka
        Suzuki Sato Yamamoto Watanabe Nakamura Kobayashi Machimura Okada Maehara Edano Inada Onodera Kihara Koike
        Ishihara Hashimoto""",
    ),
    "southeast asian": (
        """Thaksin Yingluck Abhisit Prayuth Srettha Paetongtarn Susilo Joko Megawati Prabowo Abdurrahman Wiranto Retno
        Mahathir Anwar Najib Abdullah Muhyiddin Ismail Gloria Benigno Rodrigo Ferdinand Joseph Sara Leni Hun Sam Aung
        Min Thein Than Ne Win Nguyen Pham Vo To Jose Xanana Mari""",
        """Shinawatra Vejjajiva Chan-ocha Thavisin Yudhoyono Widodo Sukarnoputri Subianto Wahid Marsudi Mohamad Ibrahim
        Razak Badawi Yassin Yaakob Arroyo Aquino Duterte Marcos Estrada Robredo Sen Manet Rainsy San Suu Kyi Aung
        Hlaing Sein Shwe Phu Trong Minh Chinh Lam Phuc Ramos-Horta Gusmao Alkatiri Suharto Habibie""",
    ),
}


def make_person_maker(rng: random.Random, known: Sequence[str]) -> Callable[[], str]:
    """Return a function that makes a full name of any culture: one of ``known`` or a new one."""
    fakers = []
    for locale in LOCALES:
        try:
            fakers.append(Faker(locale))
        except (AttributeError, ModuleNotFoundError):
            continue
    for number, faker in enumerate(fakers):
        faker.seed_instance(rng.randint(0, 10**9) + number)
    lists = [
        (given.split(), family.split(), order)
        for table, order in ((GIVEN_FAMILY, 0), (MORE_GIVEN_FAMILY, 0), (FAMILY_GIVEN, 1))
        for given, family in table.values()
    ]

    def make() -> str:
        if rng.random() < 0.3:
            return rng.choice(known)
        if rng.random() < 0.5:
            faker = rng.choice(fakers)
            name = f"{faker.first_name()} {faker.last_name()}"
            if name.isascii() or all(ord(c) < 0x250 for c in name):
                return name
        first, second, _ = rng.choice(lists)
        name = f"{rng.choice(first)} {rng.choice(second)}"
        if rng.random() < 0.06:
            name = name.replace(" ", f" {rng.choice('ABCDEFGHJKLMNPRSTW')}. ", 1)
        return name

    return make
