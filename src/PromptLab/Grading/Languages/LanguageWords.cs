namespace PromptLab.Grading.Languages;

/// <summary>The most frequent short words of languages that share a script, and the letters that each adds to it.</summary>
/// <remarks>Words that only one of several related languages has, such as Danish “af” and Norwegian “av”, tell them apart.</remarks>
internal static class LanguageWords
{
    /// <summary>Languages in Latin script.</summary>
    public static IReadOnlyList<LanguageProfile> Latin { get; } =
    [
        new(
            "en",
            "éèêëïôöüçñæœ",
            "the of and to in is that it was for on are with as his they be at one have this from or had by but some what there we can out other were all your when up use how said an each she which do their if will way about many then them would like so these her long make him has more no could my than been who its now did get may i you he me not does should our also into only any because"
        ),
        new(
            "de",
            "äöüß",
            "der die das und ist in den von zu mit sich des auf für nicht im ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde wenn ich kann wir unter mein ihr ihre sehr hier diese dieser dieses einfach schon keine kein uns ihnen mich dir du bitte doch"
        ),
        new(
            "nl",
            "éèëïöüáóí",
            "de het een en van ik te dat die in is niet zijn op aan met als voor er maar om hem dan zou of wat mijn men dit zo door over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben deze u want nog zal me zij nu ge geen omdat iets worden toch al waren veel meer doen moet kan hun wordt werd onze wij jij we"
        ),
        new(
            "af",
            "êëéôûïáóúîè",
            "die en van het in is nie 'n wat om te dit vir met aan op hy was sy as by hulle kan ons my jy maar daar sal word of haar uit deur so ook moet baie na oor toe hom nog tot ek gaan wees hierdie jou waar baie"
        ),
        new(
            "sv",
            "åäöé",
            "och att det i en jag hon som han på den med var sig för så till är men ett om hade de av icke mig du henne då sin nu har inte hans honom skulle hennes där min man ej vid kunde något från ut när efter upp vi dem vara vad över än dig kan sina här ha mot alla under någon eller allt mycket sedan ju denna själv detta åt utan varit hur ingen mitt ni bli blev oss din dessa också mycket"
        ),
        new(
            "da",
            "æøåé",
            "blevet ved mere mange hvordan hvorfor tak og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham hun nu over da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle vil blev kunne ind når være dog noget ville jo deres efter ned skulle denne end dette mit også under have dig anden hende mine alt meget sit sine vor mod disse hvis din nogle hos blive mange bliver hendes været thi jer sådan nogen"
        ),
        new(
            "no",
            "æøåéòô",
            "og i jeg det at en et den til er som på de med han av ikke der så var meg seg men ett har om vi min mitt ha hadde hun nå over da ved fra du ut sin dem oss opp man kan hans hvor eller hva skal selv sjøl her alle vil bli ble blitt kunne inn når være kom noen noe ville dere deres kun etter ned skulle denne for deg si sine sitt mot å meget hvorfor dette disse uten hvordan ingen din blir samme hvilken hvilke sånn mye veldig også fordi"
        ),
        new(
            "is",
            "áéíóúýþæöðÐ",
            "og að í á er sem til við um en hann það var ekki með af fyrir hún þá þar ég eru sér frá hafa þeir um upp eða hans sinn sem voru eftir verið þess því svo nú yfir hefur þú mér þetta þessi vera hér allt líka mjög mig hvað hvar vel ef"
        ),
        new(
            "fr",
            "éèêëàâîïôûùüçœæ",
            "de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont la avec ou mais comme on lui nous vous elle son sa ses leur aux cette être fait tout si même ont été aussi leurs bien peut ces sans deux moi où je tu mon ma mes votre notre très avez êtes suis j'ai c'est n'est qu'il d'un d'une l'on cela alors donc faire"
        ),
        new(
            "es",
            "áéíóúüñ",
            "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué sólo han yo hay vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora cada usted tu te eso ella cómo muchas gracias"
        ),
        new(
            "pt",
            "áàâãéêíóôõúüç",
            "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles estão você tinha foram essa num nem suas meu às minha têm numa pelos elas havia seja qual será nós lhe deles são muitas aqui então onde"
        ),
        new(
            "gl",
            "áéíóúüñï",
            "de a o que e do da en un para é con non unha os no se na por máis as dos como pero foi ao el das ten seu súa ou ser cando moi hai nos xa está eu tamén só polo pola ata iso ela entre era despois sen mesmo aos ter quen nas me ese eles estes esta teñen onde aquí xente"
        ),
        new(
            "ca",
            "àèéíïòóúüç·",
            "de la que i el a en per un una els les es no al del amb més com és són va ser seva seu o si però també tot aquest aquesta dels ha pel han molt on quan entre fins hi havia sense sobre ja nosaltres perquè ens així tots cada qui fer està què meu meva jo ella altres temps anys aquests"
        ),
        new(
            "it",
            "àèéìòóùî",
            "di e il la che in a per un è una non del si i le con della da sono al alla come ma più nel lo anche dei delle gli se mi ha o questo nella suo sua loro essere dal ho hanno perché ci cosa tutto molto fatto quando era quello stato solo dalla noi tutti così dove io lui lei chi questa può degli sul sulla nei ancora dopo fra tra senza c'è dell'anno l'ho un'altra grazie"
        ),
        new(
            "ro",
            "ăâîșțşţ",
            "de și şi în a la cu pe care că nu un o este din mai pentru sa se fi le au ce să al ale sau lui ca am fost prin după când doar foarte dar este era sunt ai dacă tot între astfel acest această acesta aceasta lor ei el ea noi voi ele eu mi îi îl cum unde fără spre până poate fie unui unei cei cele"
        ),
        new(
            "la",
            "āēīōū",
            "et in est non ad ut cum quod qui sed si quae ex de per sunt esse a ab atque nec autem enim etiam quam hoc eius aut ac me te se ipse nunc iam mihi tibi sibi nos vos quid omnia sic tamen neque quia ergo erat fuit"
        ),
        new(
            "pl",
            "ąćęłńóśźż",
            "w i na z do się nie jest to że o jak po co tak za od ale czy dla tego być przez już jego jej są ma może który która które był było była tylko ich ten te ta tej tym mnie ze bardzo przed pod nad bez oraz lub gdy jeśli kiedy gdzie jako sobie mi ja ty on ona my wy więc również można także wszystko"
        ),
        new(
            "cs",
            "áčďéěíňóřšťúůýž",
            "a se na v je že to s z do o i jako za by ale jsem pro jsou tak po co které který která ve být od si jeho už jen bylo byl byla má jak než také nebo může u při mezi podle pouze velmi když kde protože více jejich této tento tato svou před až bude aby jsme ho mu mi jí ještě není děkuji něco"
        ),
        new(
            "sk",
            "áäčďéíĺľňóôŕšťúýž",
            "a sa na v je že to s z do o aj ako za by ale som pre sú tak po čo ktoré ktorý ktorá vo byť od si jeho už len bolo bol bola má než tiež alebo môže pri medzi podľa iba veľmi keď kde pretože viac ich tejto tento táto svoju pred až bude aby sme ho mu mi jej ešte nie ďakujem niečo"
        ),
        new(
            "sl",
            "čšžćđ",
            "in je v na se da za so ki z pa s po ne tudi od ali kot do bi če še sem o pri lahko bil bila bilo ni kako ko samo med iz vse več zelo tako ta to te biti kar smo kaj ima jih mu si ji ga njegov njen vendar zato ker sta tega tem kjer"
        ),
        new(
            "hr",
            "čćđšž",
            "i je u na se da za su od s a o ne kao sam ali koji što iz do ili bi po ako će sve samo bio bila bilo kako još kada nije te koje koja smo mi ga mu joj ih pri više zbog prije tko gdje uvijek također ovaj ova ovo taj ta to njegov između može biti nakon vrlo tijekom tjedan hvala gdje lijep"
        ),
        new(
            "sr",
            "čćđšž",
            "i je u na se da za su od s a o ne kao sam ali koji što šta iz do ili bi po ako će sve samo bio bila bilo kako još kada nije te koje koja smo mi ga mu joj ih pri više zbog pre ko gde uvek takođe ovaj ova ovo taj ta to njegov između može biti nakon veoma tokom nedelja hvala lep dve"
        ),
        new(
            "sq",
            "ëç",
            "të në dhe e i një për me që se nga është më nuk si ka u po do ky kjo edhe por janë kur ishte tij saj tyre ai ajo ata duke mund tek deri vetëm këtë kete pas gjithë ose çdo jo çfarë unë ti ne ju shumë kishte qe sa"
        ),
        new(
            "hu",
            "áéíóöőúüű",
            "a az és hogy nem is egy ez meg de csak azt volt már ha még van kell mint vagy el fel ki be le mi ő aki ami ezt lehet nagyon akkor minden lesz amely után sem után úgy így most itt ott én te ők nincs majd között által több más szerint igen köszönöm hanem mert pedig ezek azok"
        ),
        new(
            "fi",
            "äöåšž",
            "ja on ei se että oli hän en mutta joka kun ovat niin kuin myös sen tai hänen jos ole olla mitä nyt ne olen minä sitä tämä sinä vain tämän voi kanssa mukaan jo ollut mikä jotka hyvin sekä koska siitä tässä siinä me he te olivat hänet mukana kaikki mutta vielä sitten ennen jälkeen kiitos"
        ),
        new(
            "et",
            "äöõüšž",
            "ja on ei et see oli ta ka kui mis ma aga kes oma nii siis või mida ning sa seda selle pole mu tema veel ole olid nad kas me need juba nagu olla saab väga pärast kuid välja mille millest üks ühe mitte kõik siin seal teda neid kus olen meie teie nende aitäh"
        ),
        new(
            "lv",
            "āčēģīķļņšūžŗō",
            "un ir ka no uz ar par kas tas bija viņš tā es arī bet pie kā pēc lai tikai vai jau nav būt to šo šī šis tam tika savu mēs viņa viņi ļoti gan tad kad ja līdz tomēr tiek visi vēl daudz gada lielāks mani tev jūs kur paldies"
        ),
        new(
            "lt",
            "ąčęėįšųūž",
            "ir į yra kad su iš tai buvo ne kaip bet o už jis nuo jo po ar tik taip dėl dar kuris kuri kurie jie ji prie per jau apie būti mes aš tu jų labai savo galima gali ši šis šie tas visi pagal nes kai kur daug metų arba turi todėl ačiū"
        ),
        new(
            "tr",
            "çğıöşüâîû",
            "ve bir bu da de için ile çok ne o var daha olan gibi en olarak kadar sonra ki mi ama ben değil her şey diye ise mı onun veya ya sen biz onlar olduğu olduğunu tarafından hem nasıl neden bana sana şu hiç bütün göre yok ancak kendi iki zaman vardır olur etmek yapmak teşekkür evet"
        ),
        new(
            "az",
            "çəğıöşü",
            "və bir bu da də üçün ilə çox nə o var daha olan kimi ən olaraq qədər sonra ki mi amma mən deyil hər şey isə onun və ya sən biz onlar olduğu tərəfindən həm necə niyə mənə sənə heç bütün görə yox ancaq öz iki zaman edir olur edən"
        ),
        new(
            "vi",
            "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
            "và của là có được cho không trong các một những này với đã người để từ đến khi như về ra cũng tôi nhiều năm vào hay bạn rất thì mà sẽ trên lại nó phải hơn đó tại làm còn theo nếu nhưng ở chúng ta anh em ông bà"
        ),
        new(
            "id",
            "é",
            "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa ada mereka lebih kata tahun sudah atau saat oleh menjadi orang ia telah adalah seperti sebagai bahwa dapat para harus namun kita dua satu masih hari hanya mengatakan kepada kami setelah melakukan lalu belum lain dia kalau anda"
        ),
        new(
            "ms",
            "",
            "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke kerana tersebut boleh ada mereka lebih kata tahun sudah atau ketika oleh menjadi orang ia telah adalah seperti sebagai bahawa dapat para perlu namun kita dua satu masih hari hanya berkata kepada kami selepas beliau lain dia kalau anda iaitu wang"
        ),
        new(
            "tl",
            "ñ",
            "ang ng sa na mga at ay ko hindi ito si ni para mo niya kung ako ka siya naman may isang sila pa lang po kanyang nang dahil kay kasi lamang nila tayo namin din ba mula iyon ngunit wala atin bilang o ating kami kanila kapag saan ano salamat"
        ),
        new(
            "sw",
            "",
            "ya na wa kwa ni za katika la kuwa cha yake hii au huo ili pia hiyo hata mtu watu wake kama lakini yao wao mimi wewe yeye sisi hapa sana baada kila zaidi vya sasa mwaka huyu hayo ambayo ambao moja yangu yako alikuwa ilikuwa wakati bila kutoka kwamba si hivyo asante"
        ),
        new(
            "eu",
            "ñüç",
            "eta da ez bat du zen dira ere izan baina hau hori zuen ditu edo bere oso dute beste egin baino den zuten guztiak gure nire zure egun urte gabe arte bezala behar dago hemen horrela baita batean asko nola zer nor"
        ),
        new(
            "ga",
            "áéíóú",
            "agus an na a ar i is go le bhí tá sé do ag sin sí ní é ach de mé nach ná as féin bhfuil siad seo iad raibh níl leis chun air aige mo tú gur muid sibh nuair conas cad go raibh maith"
        ),
        new(
            "cy",
            "âêîôûŵŷáéíóúäëïöüẁỳ",
            "y a yn i o ar yr ac mae ei wedi bod ond am gan oedd hyn fod fel nid un na eu ni hi dim ein fy dy mewn hefyd ble sut pan neu roedd gyda wrth iawn bydd sydd chi hwn hon"
        ),
        new(
            "mt",
            "ċġħżàèìòù",
            "u li ta il fil tal ma minn biex kien dan għal lil din huwa hija jew iżda wara bħal mill għandu kienet ukoll dawn meta ma' fuq għax jekk aktar kull x'inhu aħna intom huma grazzi kif fejn"
        ),
        new(
            "eo",
            "ĉĝĥĵŝŭ",
            "la kaj de en estas al mi ne por ke kun ĝi li ŝi ni vi ili sed aŭ el pri tio ĉi kiu kio pli tre ankaŭ per sur se kiel estis povas havas ĉar nur jam tiu oni iu ĉiu inter post"
        ),
    ];

    /// <summary>Languages in Cyrillic script.</summary>
    public static IReadOnlyList<LanguageProfile> Cyrillic { get; } =
    [
        new(
            "ru",
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
            "и в не на я что с он а как это по но из у за то от так же для вы бы мы они его она только был была было были ещё еще если уже или мне когда до чтобы есть все всё этот эта эти который которые при нет меня очень можно может после где их ему ее её тебя спасибо"
        ),
        new(
            "uk",
            "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’'",
            "і в не на я що з він а як це по але із у за то від так для ви б ми вони його вона тільки був була було були ще якщо вже або мені коли до щоб є все цей ця ці який які при немає мене дуже можна може після де їх йому її тебе та й про дякую чи"
        ),
        new(
            "be",
            "абвгдеёжзійклмнопрстуўфхцчшыьэюя’'",
            "і ў не на я што з ён а як гэта па але у за то ад так для вы б мы яны яго яна толькі быў была было былі яшчэ калі ўжо або мне да каб ёсць усё гэты гэтая гэтыя які якія пры няма мяне вельмі можна можа пасля дзе іх яму яе дзякуй ці"
        ),
        new(
            "bg",
            "абвгдежзийклмнопрстуфхцчшщъьюя",
            "и в не на аз че с той а как това по но от у за се са да е си ще ли бе до със към или ми ни те тя което който която които при няма мен много може след където им му ѝ ги го тези този тази беше бях още вече ако когато само защото все благодаря"
        ),
        new(
            "mk",
            "абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ",
            "и во не на јас дека со тој а како ова по но од за се да е си ќе ли до или ми ни те таа што кој која кои при нема мене многу може потоа каде им му ја ги го овие овој оваа беше уште веќе ако кога само затоа бидејќи сè благодарам"
        ),
        new(
            "sr",
            "абвгдђежзијклљмнњопрстћуфхцчџш",
            "и у не на ја да са он а како ово по али од за се је су ће ли до или ми ни те она што који која које при нема мене много може после где им му ју их га ови овај ова био била још већ ако када само зато јер све хвала"
        ),
        new(
            "kk",
            "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
            "және мен бұл бір үшін да де осы ол деп болып бар жоқ емес өте сол оның бола еді екі үлкен қазақстан туралы кейін немесе біз сіз олар деген керек болады ғана өз дейін бойынша рахмет"
        ),
        new(
            "ky",
            "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
            "жана бул бир үчүн да де ошол ал деп болуп бар жок эмес өтө анын болгон эки чоң тууралуу кийин же биз сиз алар деген керек болот гана өз чейин боюнча рахмат менен"
        ),
        new(
            "tg",
            "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
            "ва дар аз ба ки ин он барои бо аст то як мо шумо онҳо буд шуд мекунад бояд хеле ҳам низ вале агар чӣ ҳар худ ё пас"
        ),
        new(
            "mn",
            "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя",
            "нь бол энэ байна юм тэр болон ба гэж дээр байсан болсон хийх их нэг би бид та тэд гэсэн мөн ч хүн улсын тухай хамгийн ямар биш байх үед баярлалаа"
        ),
    ];

    /// <summary>Languages in Arabic script.</summary>
    public static IReadOnlyList<LanguageProfile> Arabic { get; } =
    [
        new(
            "ar",
            "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى",
            "في من على إلى أن التي الذي هذا هذه كان عن مع لا ما أو هو هي كل بعد قبل بين كما لم لكن ذلك قد ثم حتى عند إن كانت أنا أنت نحن هم غير حيث إذا يمكن جدا أكثر منذ فإن وهو وهي وقد ولا وفي ومن شكرا يكون تكون"
        ),
        new(
            "fa",
            "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءآأئؤۀيك",
            "در و به از که این را با است برای آن یک خود تا کرد بر هم نیز شد شود می ما شما آنها او من بود باید دارد های اما اگر هر چه پس یا بین بسیار کند کنند شده ها ای نمی خواهد دیگر همه بعد پیش"
        ),
        new(
            "ur",
            "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےآأئؤۂۓ",
            "کے میں کی ہے اور سے کا کو اس نے پر ہیں یہ کہ ایک بھی تھا تھی کر لیے وہ ہو جو نہیں تو آپ ہم ان گیا ہوتا کیا کرنے گی گا جا رہا ہوں تھے بہت پھر اپنے مگر لیکن یا اگر تک بعد ہوا دیا شکریہ"
        ),
        new(
            "ps",
            "ابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهۀیېۍيئءآأ",
            "د په او چې له ته دا کې سره يې یې هم څخه دی وي شي کړي هغه دي شو کړ یو نه يو تر پر لپاره ده زه ته موږ تاسو دوی ډېر خو که بيا هر"
        ),
        new(
            "ckb",
            "ابپتجچحخدرڕزژسشعغفڤقکگلڵمنهەوۆیێئ",
            "لە و بۆ بە کە ئەم ئەو لەگەڵ یان هەر دەکات بوو بوون ئێمە ئێوە ئەوان زۆر پێش دوای هەموو نییە هەیە دەبێت"
        ),
    ];

    /// <summary>Languages in Devanagari.</summary>
    public static IReadOnlyList<LanguageProfile> Devanagari { get; } =
    [
        new(
            "hi",
            "",
            "के में की है और से का को इस ने पर हैं यह कि एक भी था थी कर लिए वह हो जो नहीं तो आप हम उन गया होता क्या करने गी गा जा रहा हूँ थे बहुत फिर अपने लेकिन या अगर तक बाद हुआ दिया ये वे मैं कुछ जब किया सकते"
        ),
        new(
            "mr",
            "",
            "आहे आणि या ते हा ही हे तो ती च व एक मी तुम्ही आपण आम्ही त्या त्यांनी नाही होते होता होती केले केला करण्यात साठी मध्ये पण तर असे असा असलेल्या आहेत काय खूप जे की किंवा मला तुला त्याला नंतर म्हणून झाले येथे आता"
        ),
        new(
            "ne",
            "",
            "छ र मा को का की ले लाई पनि यो त्यो एक हो भने छन् थियो गर्न गरेको गर्ने भएको तथा म हामी तपाईं उनी उनको तर वा धेरै के गर्छ हुन्छ बाट सम्म भन्ने यस नै रहेको अनि छैन गरे पछि यी"
        ),
        new("sa", "", "च अस्ति न तु एव इति सः तत् अपि भवति सन्ति तस्य यः यत् अहं त्वं ते वा हि तथा अत्र किम् एतत् आसीत् मम"),
    ];

    /// <summary>Languages in Hebrew script.</summary>
    public static IReadOnlyList<LanguageProfile> Hebrew { get; } =
    [
        new(
            "he",
            "",
            "של את על לא הוא זה עם כל אני היא גם כי או אם יש מה אין הם אבל היה רק כך עוד בין אל יותר כמו זו אתה אנחנו להיות היתה ידי לפני אחרי מאוד שלו שלה תודה"
        ),
        new(
            "yi",
            "",
            "און די איז פון אין צו דער אז ניט נישט האט דאס א מיט אויף זיי איר זיך וואס געווען וועט זענען אויך ווי נאר האבן מען קען אבער אונדז"
        ),
    ];
}
