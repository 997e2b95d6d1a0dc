namespace PromptLab.Grading;

/// <summary>
/// The patterns of phrases that state a choice, in English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian,
/// Chinese, Japanese and Korean. They match text without markup, in any case.
/// </summary>
internal static class ChoiceCues
{
    private const string Is =
        @"(?:\s+(?:is|was|would\s+be|should\s+be|must\s+be|will\s+be|has\s+to\s+be)\b|'s\b|[\s""')\]]{0,4}(?:[:=→—]|->)|\s+-\s)";

    // “answer is”, “Correct option:”, “answer to the question is”, and “A:” at the start of a line, which answers a “Q:”.
    private const string English =
        @"(?<!\b(?:your|his|her|their|previous|initial)\s)\b(?:answer|option|choice|solution|selection|pick|guess)\b(?:\s*\([^()\n]{0,20}\))?(?:\s+(?:to|for|of|here|in|among)\b[^.:;?!\n]{0,60}?)?"
        + Is
        + @"|\b(?:best|correct|right)(?:\s+(?:one|letter|statement))?"
        + Is
        + @"|\b(?:I|we|let's)(?:'d|'ll|\s+would|\s+will|\s+am|'m|\s+have\s+to|\s+must|\s+should)?(?:\s+(?:still|then|therefore|definitely|probably))?\s+(?:pick(?:ed|ing)?|cho(?:o)?se|choosing|select(?:ed|ing)?|go(?:ing)?\s+(?:with|for)|went\s+with|opt\s+for|vote\s+for|say|guess|answer|conclude)\b";

    private const string German =
        @"|\b(?:Antwort|Lösung|Option|Auswahl|Antwortmöglichkeit)(?:\s+(?:ist|lautet|wäre)\b|\s*[:=])|\brichtig\s+ist\b|\bich\s+(?:wähle|nehme|würde)\b|\bentscheide\s+mich\s+für\b";

    private const string French =
        @"|\b(?:réponse|solution|option|choix)(?:\s+(?:correcte|exacte|juste|finale|à\s+la\s+question))?(?:\s+(?:est|serait)\b|\s*[:=])|\bje\s+(?:choisis|prends|opte\s+pour|sélectionne)\b";

    private const string Spanish =
        @"|\b(?:respuesta|opción|alternativa|solución)(?:\s+(?:correcta|final|adecuada))?(?:\s+(?:es|sería)\b|\s*[:=])|\b(?:elijo|escojo|selecciono|elegiría)\b";

    private const string Portuguese =
        @"|\b(?:resposta|opção|alternativa|gabarito)(?:\s+(?:correta|certa|final))?(?:\s+(?:é|seria)(?!\p{L})|\s*[:=])|\b(?:escolho|seleciono|escolheria)\b";

    private const string Italian =
        @"|\b(?:risposta|opzione|alternativa|soluzione)(?:\s+(?:corretta|giusta|esatta|finale))?(?:\s+(?:è|sarebbe)(?!\p{L})|\s*[:=])|\b(?:scelgo|seleziono|sceglierei)\b";

    private const string Dutch = @"|\b(?:antwoord|optie|keuze|oplossing)(?:\s+(?:is|zou)\b|\s*[:=])|\bik\s+kies\b";

    private const string Polish = @"|\b(?:odpowied(?:ź|zią)|opcj[aą]|rozwiązanie)(?:\s+to)?(?:\s+(?:to|jest)\b|\s*[:=—])|\bwybieram\b";

    private const string Russian = @"|\b(?:ответ|вариант|выбор)(?:\s+(?:это|будет)\b|\s*[:=—])|\bвыбираю\b";

    private const string Chinese =
        @"|(?:答案|选项|選項)\]?\s*(?:应该|應該|应|應)?(?:[是为為选選]|[:=])?|(?<!不|没|沒)(?:应|應|故|因此)?(?:选择|選擇|选|選)(?![项項])";

    private const string Japanese = @"|(?:答え|答|解答|回答|正解|正答|選択肢)(?:は|が|[:=])?(?!え)";

    private const string Korean = @"|(?:정답|답안|답)(?:은|는|이|[:=])?";

    /// <summary>The phrases that stand before a stated letter.</summary>
    public const string Before =
        @"^[ \t]{0,20}A:|(?=\p{L})(?:"
        + English
        + German
        + French
        + Spanish
        + Portuguese
        + Italian
        + Dutch
        + Polish
        + Russian
        + Chinese
        + Japanese
        + Korean
        + ")";

    /// <summary>The phrases that stand before a letter that ends its sentence: “so C.”, “that leaves B.”.</summary>
    public const string Concluding =
        @"\b(?:(?:so|therefore|thus|hence|finally|in\s+conclusion|daher|donc|por\s+tanto|portanto|quindi|dus|więc|поэтому),?(?:\s+(?:it(?:'s|\s+is|\s+must\s+be)|I(?:'d)?\s+(?:pick|choose|say)))?|it(?:'s|\s+is|\s+must\s+be)(?:\s+(?:definitely|clearly|probably|actually))?|(?:that|which|this)\s+leaves(?:\s+(?:only|us\s+with))?|leaving(?:\s+only)?)\s+";

    /// <summary>Words that may stand between a phrase and its letter: “the answer is clearly option B”.</summary>
    public const string Between =
        @"(?>(?:clearly|definitely|therefore|thus|still|indeed|actually|simply|probably|likely|most\s+likely|obviously|then|with|for|also|voor|für|auf|por|per|pour|the|my|our|das|die|la|le|l'|(?-i:a|o)|de|to|klar|eindeutig)\s+"
        + @"|(?:final\s+|correct\s+|right\s+|best\s+)?(?:option|choice|letter|answer|Antwort|Buchstabe|lettre|réponse|opción|letra|alternativa|opção|lettera|opzione|optie|odpowiedź|opcja|litera|вариант|буква|选项|選項)(?:\s+is\b)?(?:\s|(?<=[\u2E80-\uFAFF]))*[:]?\s*|l'option\s+){0,3}";

    /// <summary>What follows a letter that is stated before its phrase: “B is the correct answer”.</summary>
    public const string After =
        @"(?:\s*\([^()\n]{1,60}\))?\s+(?:is|would\s+be|seems|must\s+be|has\s+to\s+be|appears(?:\s+to\s+be)?|looks)(?:\s+(?:clearly|definitely|therefore|obviously|probably|likely|most\s+likely|to\s+be))?(?:\s+(?:the|my|our))?(?:\s+(?!not\b)\w+){0,1}?\s+(?:correct|right|best|answer|choice)\b";

    /// <summary>Words of a sentence whose “is B” states the answer: “the best fit is B”, but not “the note is B”.</summary>
    public const string Subjects =
        @"\b(?:it|it's|(?:this|that)\s+(?:is|must)|that's|answer|option|choice|one|best|correct|right|likely|fits?|match(?:es)?|only|suitable|appropriate|solution|so|therefore|thus|hence|but|es|das|c'est|richtig\w*|Antwort|réponse|bonne|respuesta|correct\w*|resposta|cert[ao]|risposta|corrett\w+|giust\w+|antwoord|juist\w*|odpowied\w+|popraw\w+|ответ|верн\w+|правильн\w+)(?!\p{L})";

    /// <summary>Words that name a letter without stating it as the answer: “option B”.</summary>
    public const string Names =
        @"(?:answer|option|choice|letter|Antwort|Buchstabe|réponse|lettre|respuesta|opción|letra|resposta|opção|alternativa|risposta|opzione|lettera|antwoord|optie|odpowiedź|opcja|вариант|ответ|选项|選項|選択肢|보기)";

    /// <summary>Words after which a letter is a part of a name: “vitamin C”, “plan B”.</summary>
    public const string NamedBefore =
        @"(?:vitamin[es]?|vitamina|plan|hepatitis|type|grade|class|group|section|appendix|schedule|exhibit|figure|fig|table|point|team|side|part|room|building|gate|platform|level|model|series|serie|malcolm|generation|gen|mr|mrs|ms|dr|player|person|company|country|city|statement|step|line|column|row|block|language|note|key|string|factor|protein|influenza|strain|variant|zone|area|terminal|hall|tier|category|phase|stage|unit|volume|wing|spot|capital|major|minor|of|in|variable|matrix|set|node|vertex|angle|triangle|circle|event|drug|sample|tax|visa|form|blood|score|rating|rank|initial|typ|gruppe|klasse|groupe|tipo|grupo|clase)";

    /// <summary>Words before which a letter is a part of a name: “C major”, “B cells”.</summary>
    public const string NamedAfter =
        @"(?:major|minor|sharp|flat|cells?|lymphocytes?|languages?|section|coli|elegans|difficile|subtilis|cereus|anthracis|melanogaster|thaliana|aureus|albicans|botulinum|movies?|side|notes?|strings?|rays?|chords?|clef|cups?|batter(?:y|ies)|team|programming|compilers?|code|majors?|students?|vitamins?|grades?|words?|players?|division|league)";
}
