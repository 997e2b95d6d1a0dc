using PromptLab.Grading.Languages;

namespace PromptLab.Tests.Grading.Languages;

public sealed class LanguageDetectorTests
{
    /// <summary>What a shop would say, in each language: written for this test.</summary>
    public static TheoryData<string, string> Sentences =>
        new()
        {
            { "en", "Your order has been shipped, and you should receive it by the end of the week." },
            { "de", "Ihre Bestellung wurde verschickt und sollte bis zum Ende der Woche bei Ihnen sein." },
            { "nl", "Uw bestelling is verzonden en u zou het pakket voor het einde van de week moeten krijgen." },
            { "af", "Jou bestelling is gestuur en jy behoort dit voor die einde van die week te kry, maar ons kan nie belowe nie." },
            { "sv", "Din beställning har skickats och du bör få den innan veckan är slut, men vi kan inte lova något." },
            { "da", "Din bestilling er blevet sendt, og du burde få den af os inden ugen er slut, men jeg ved ikke hvad der kunne ske." },
            { "no", "Bestillingen din er blitt sendt, og du bør få den av oss før uken er slutt, men jeg vet ikke noe mer om hva som skjer nå." },
            { "is", "Pöntunin þín hefur verið send og þú ættir að fá hana fyrir lok vikunnar." },
            { "fr", "Votre commande a été expédiée et vous devriez la recevoir avant la fin de la semaine." },
            { "es", "Su pedido ha sido enviado y debería recibirlo antes de que termine la semana." },
            { "pt", "O seu pedido foi enviado e você deve recebê-lo até o fim da semana, mas não podemos prometer." },
            { "ca", "La seva comanda ha estat enviada i l'hauria de rebre abans que acabi la setmana, però no ho podem prometre." },
            { "it", "Il suo ordine è stato spedito e dovrebbe riceverlo entro la fine della settimana." },
            { "ro", "Comanda dumneavoastră a fost expediată și ar trebui să o primiți până la sfârșitul săptămânii." },
            { "pl", "Twoje zamówienie zostało wysłane i powinno dotrzeć do końca tygodnia, ale nie możemy tego obiecać." },
            { "cs", "Vaše objednávka byla odeslána a měla by dorazit do konce týdne, ale nemůžeme to slíbit, protože je hodně práce." },
            { "sk", "Vaša objednávka bola odoslaná a mala by prísť do konca týždňa, ale nemôžeme to sľúbiť, pretože je veľa práce." },
            { "sl", "Vaše naročilo je bilo poslano in bi ga morali prejeti do konca tedna, vendar tega ne moremo obljubiti." },
            { "hu", "A rendelését elküldtük, és a hét végéig meg kell kapnia, de ezt nem tudjuk biztosan megígérni." },
            { "fi", "Tilauksesi on lähetetty, ja sen pitäisi olla perillä ennen viikon loppua, mutta emme voi luvata sitä." },
            { "et", "Teie tellimus on saadetud ja see peaks kohale jõudma enne nädala lõppu, aga me ei saa seda lubada." },
            { "lv", "Jūsu pasūtījums ir nosūtīts, un tam vajadzētu pienākt līdz nedēļas beigām, bet mēs to nevaram apsolīt." },
            { "lt", "Jūsų užsakymas išsiųstas ir turėtų ateiti iki savaitės pabaigos, bet mes negalime to pažadėti." },
            { "tr", "Siparişiniz gönderildi ve hafta sonuna kadar elinize ulaşması gerekiyor, ancak bunun için söz veremeyiz." },
            { "vi", "Đơn hàng của bạn đã được gửi đi và bạn sẽ nhận được nó trước cuối tuần này." },
            { "sw", "Agizo lako limetumwa na unapaswa kulipokea kabla ya mwisho wa wiki, lakini hatuwezi kuahidi hivyo kwa sasa." },
            { "tl", "Naipadala na ang iyong order at dapat mo itong matanggap bago matapos ang linggo, ngunit hindi kami sigurado." },
            { "sq", "Porosia juaj është dërguar dhe duhet ta merrni para fundit të javës, por nuk mund ta premtojmë këtë." },
            { "ga", "Seoladh d'ordú agus ba chóir duit é a fháil roimh dheireadh na seachtaine, ach ní féidir linn é sin a gheallúint." },
            { "cy", "Mae eich archeb wedi cael ei hanfon a dylech ei derbyn cyn diwedd yr wythnos, ond ni allwn addo hynny." },
            { "eu", "Zure eskaera bidali dugu eta astea amaitu baino lehen jaso behar duzu, baina ezin dugu hori ziurtatu." },
            { "ru", "Ваш заказ отправлен, и вы должны получить его до конца недели, но мы не можем этого обещать." },
            { "uk", "Ваше замовлення відправлено, і ви маєте отримати його до кінця тижня, але ми не можемо цього обіцяти." },
            { "be", "Ваш заказ адпраўлены, і вы павінны атрымаць яго да канца тыдня, але мы не можам гэтага абяцаць." },
            { "bg", "Вашата поръчка е изпратена и трябва да я получите до края на седмицата, но не можем да го обещаем." },
            { "mk", "Вашата нарачка е испратена и треба да ја добиете до крајот на неделата, но не можеме да го ветиме тоа." },
            { "sr", "Ваша поруџбина је послата и требало би да је добијете до краја недеље, али то не можемо да обећамо." },
            { "kk", "Тапсырысыңыз жіберілді және сіз оны осы аптаның соңына дейін алуыңыз керек, бірақ біз уәде бере алмаймыз." },
            { "el", "Η παραγγελία σας έχει αποσταλεί." },
            { "hy", "Ձեր պատվերն ուղարկված է։" },
            { "ka", "თქვენი შეკვეთა გაიგზავნა." },
            { "he", "ההזמנה שלך נשלחה ואתה אמור לקבל את זה לפני סוף השבוע, אבל אין לנו ודאות על כך." },
            { "ar", "لقد تم إرسال طلبك ومن المفترض أن يصل إليك قبل نهاية هذا الأسبوع، لكن لا يمكن أن نعد بذلك." },
            { "fa", "سفارش شما ارسال شده است و باید تا پایان هفته به دست شما برسد، اما نمی‌توان این را با اطمینان گفت." },
            { "ur", "آپ کا آرڈر بھیج دیا گیا ہے اور یہ آپ کو ہفتے کے آخر تک مل جانا چاہیے، لیکن ہم وعدہ نہیں کر سکتے۔" },
            { "hi", "आपका ऑर्डर भेज दिया गया है और यह आपको सप्ताह के अंत तक मिल जाना चाहिए, लेकिन हम वादा नहीं कर सकते।" },
            { "mr", "तुमची ऑर्डर पाठवली आहे आणि ती आठवड्याच्या शेवटी तुम्हाला मिळेल, पण आम्ही तसे वचन देऊ शकत नाही." },
            { "ne", "तपाईंको अर्डर पठाइएको छ र यो हप्ताको अन्त्य सम्म तपाईं लाई प्राप्त हुनेछ, तर हामी वाचा गर्न सक्दैनौं।" },
            { "bn", "আপনার অর্ডার পাঠানো হয়েছে।" },
            { "pa", "ਤੁਹਾਡਾ ਆਰਡਰ ਭੇਜ ਦਿੱਤਾ ਗਿਆ ਹੈ।" },
            { "gu", "તમારો ઓર્ડર મોકલવામાં આવ્યો છે." },
            { "ta", "உங்கள் ஆர்டர் அனுப்பப்பட்டது." },
            { "te", "మీ ఆర్డర్ పంపబడింది." },
            { "kn", "ನಿಮ್ಮ ಆರ್ಡರ್ ಕಳುಹಿಸಲಾಗಿದೆ." },
            { "ml", "നിങ്ങളുടെ ഓർഡർ അയച്ചു." },
            { "th", "คำสั่งซื้อของคุณถูกจัดส่งแล้ว" },
            { "km", "ការបញ្ជាទិញរបស់អ្នកត្រូវបានផ្ញើ។" },
            { "my", "သင့်အော်ဒါကို ပို့ပြီးပါပြီ။" },
            { "ko", "주문하신 상품이 발송되었습니다." },
            { "ja", "ご注文の商品は発送されました。" },
            { "zh", "您的订单已经发货，预计本周末之前送达。" },
        };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_sentence_is_in_its_language(string language, string sentence)
    {
        var guess = LanguageDetector.BuiltIn.Detect(sentence);

        Assert.Equal(language, guess?.Code);
        Assert.InRange(guess!.Confidence, LanguageGrader.LeastConfidence, 1);
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void The_first_words_alone_are_never_surely_of_another_language(string language, string sentence)
    {
        var words = sentence.Split(' ');
        for (var count = 1; count <= words.Length; count++)
        {
            var guess = LanguageDetector.BuiltIn.Detect(string.Join(' ', words.Take(count)));
            Assert.True(
                guess is null or { Confidence: < LanguageGrader.LeastConfidence } || guess.Code == language,
                $"{count} words: {guess?.Code} {guess?.Confidence}"
            );
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("OK")]
    [InlineData("Paris")]
    [InlineData("Volkswagen Golf GTI")]
    [InlineData("東京都")] // Chinese or Japanese
    [InlineData("billing")]
    [InlineData("Lorem ipsum dolor")]
    [InlineData("The cat sleeps on the mat. Кошка спит на ковре у двери.")] // half and half
    [InlineData("https://www.example.com/the/and/of/is/this")]
    [InlineData("`the and of is this that`")]
    [InlineData("Ẹ káàbọ̀ sí ilé wa, a dúpẹ́ púpọ̀ fún ìbẹ̀wò yín")] // Yoruba, which is not known
    public void What_is_short_mixed_or_unknown_is_not_told(string text) =>
        Assert.True(LanguageDetector.BuiltIn.Detect(text) is null or { Confidence: < LanguageGrader.LeastConfidence });

    [Fact]
    public void A_few_words_of_another_script_change_nothing()
    {
        Assert.Equal("en", LanguageDetector.BuiltIn.Detect("The Japanese word for cat is 猫, and it is read as neko by all of them.")?.Code);
        Assert.Equal("ja", LanguageDetector.BuiltIn.Detect("Python 3 と JavaScript はどちらも人気のあるプログラミング言語です。")?.Code);
        Assert.Equal("hi", LanguageDetector.BuiltIn.Detect("आप API key के लिए settings में जा सकते हैं और यह बहुत आसान है।")?.Code);
    }

    [Fact]
    public void Code_says_nothing_about_the_language() =>
        Assert.Equal(
            "de",
            LanguageDetector.BuiltIn.Detect("Das ist die Lösung, die Sie suchen:\n```python\n# the first of the values that is in this list\nfor the in this: is_in(the)\n```\n")?.Code
        );
}
