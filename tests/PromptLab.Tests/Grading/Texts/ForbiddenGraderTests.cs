using PromptLab.Grading.Texts;
using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Texts;

public sealed class ForbiddenGraderTests
{
    [Theory]
    [InlineData("words: [damn, 'son of a gun']", "Well, Damn it.", "0 forbidden.found")]
    [InlineData("words: [damn]", "Damnation and Amsterdamn", "1 forbidden.clean")] // whole words
    [InlineData("words: [damn], ignore_case: false", "Damn it.", "1 forbidden.clean")]
    [InlineData("words: [damn, 'son of a gun']", "You son of a gun!", "0 forbidden.found")]
    [InlineData("words: [straße]", "Die STRASSE", "0 forbidden.found")]
    [InlineData("words: [straße], ignore_case: false", "Die STRASSE", "1 forbidden.clean")]
    [InlineData("words: ['foo bar']", "a foo  bar", "0 forbidden.found")]
    [InlineData("words: ['foo bar']", "a foo\r\nbar", "0 forbidden.found")]
    [InlineData("words: [don't]", "I don’t", "0 forbidden.found")]
    [InlineData("words: [don’t]", "I DON'T", "0 forbidden.found")]
    [InlineData("words: [don't]", "I donʼt", "0 forbidden.found")]
    [InlineData("words: [İstanbul]", "in istanbul", "0 forbidden.found")]
    [InlineData("words: [istanbul]", "in İSTANBUL", "0 forbidden.found")]
    [InlineData("words: [sınır]", "SINIR", "0 forbidden.found")]
    [InlineData("words: [sik]", "sık sık", "1 forbidden.clean")] // another letter in Turkish
    [InlineData("words: [don't], normalise: [punctuation]", "I don't", "0 forbidden.found")]
    [InlineData("words: ['foo  bar'], normalise: [whitespace]", "foo bar", "0 forbidden.found")]
    [InlineData("personal_data: [email], normalise: [all]", "jo@shop.example.com", "0 forbidden.personal-data")]
    [InlineData("words: [straße]", "Die Straße.", "0 forbidden.found")]
    [InlineData("words: [क्या]", "यह क्या है", "0 forbidden.found")]
    [InlineData("words: [क्य]", "यह क्या है", "1 forbidden.clean")] // a vowel sign goes on with the word
    [InlineData("words: [赌博]", "请不要赌博游戏", "0 forbidden.found")] // no blanks between words
    [InlineData("words: [damn]", "da\u200Bmn it", "0 forbidden.found")] // invisible characters hide nothing
    [InlineData("words: [แมว]", "ฉันรักแมวมาก", "0 forbidden.found")]
    [InlineData("words: [cat, cats]", "two cats", "0 forbidden.found")]
    [InlineData("patterns: ['\\b\\d{4}\\b']", "PIN 1234", "0 forbidden.found")]
    [InlineData("patterns: ['secret'], ignore_case: false", "Secret", "1 forbidden.clean")]
    [InlineData("personal_data: [email]", "Write to jo@shop.example.com.", "0 forbidden.personal-data")]
    [InlineData("personal_data: [phone]", "Write to jo@shop.example.com.", "1 forbidden.clean")]
    [InlineData("words: [billing]", "billing", "0 forbidden.found")]
    public async Task What_is_listed_must_not_stand_there(string options, string response, string code) =>
        Assert.Equal(code, await CodeAsync($"type: forbidden, {options}", response));

    [Fact]
    public async Task What_the_input_has_may_be_repeated()
    {
        var (graders, items) = Make(
            One("type: forbidden, words: [ugly], personal_data: [phone, email], allow: input"),
            """{"id": "a", "input": {"message": "Call +49 30 1234567, ugly thing"}, "expected": "x"}"""
        );

        Assert.Equal(1, (await GradeAsync(graders, items[0], "You wrote: ugly, +49 (30) 123-4567.")).Score);
        Assert.Equal(0, (await GradeAsync(graders, items[0], "Call +49 30 7654321.")).Score);
        Assert.Equal(0, (await GradeAsync(graders, items[0], "Write to a.b@example.org")).Score);
    }

    [Theory]
    [InlineData("words: [cat]", "A category.", "A cat.", 0)]
    [InlineData("words: [cat]", "A Cat.", "A cat.", 1)]
    [InlineData("patterns: ['\\d{4}\\b']", "No. 12345", "No. 1234", 0)]
    [InlineData("patterns: ['\\b\\d{4}\\b']", "No. 12345", "No. 1234", 0)]
    [InlineData("patterns: ['\\b\\d{4}\\b']", "No. 1234", "No. 1234", 1)]
    [InlineData("personal_data: [email]", "xjo@example.org", "jo@example.org", 0)]
    [InlineData("personal_data: [email]", "Jo@Example.org", "jo@example.org", 1)]
    [InlineData("personal_data: [ip]", "18.8.8.81", "8.8.8.8", 0)]
    [InlineData("personal_data: [ip]", "2001:0db8::1", "2001:db8::1", 1)]
    [InlineData("personal_data: [phone]", "ids 4930 and 1234567 and 5", "+49 30 1234567", 0)]
    [InlineData("personal_data: [phone]", "0049 30 1234567", "+49 (0)30 1234567", 1)]
    [InlineData("personal_data: [phone]", "612 345 678", "Tel. 612345678", 1)]
    [InlineData("personal_data: [card]", "41111111 and 11111111", "4111 1111 1111 1111", 0)]
    public async Task Only_what_is_found_in_the_input_too_may_be_repeated(string options, string input, string response, double score)
    {
        var (graders, items) = Make(
            One($"type: forbidden, {options}, allow: input"),
            $$"""{"id": "a", "input": {"message": "{{input}}"}, "expected": "x"}"""
        );

        Assert.Equal(score, (await GradeAsync(graders, items[0], response)).Score);
    }

    [Fact]
    public async Task A_file_lists_words_and_its_content_enters_the_hash()
    {
        var graders = MakeWith(Files("# names\nMiller\nde la Cruz\n"), One("type: forbidden, file: names.txt"), Item("\"5\""));
        var other = MakeWith(Files("Miller\n"), One("type: forbidden, file: names.txt"), Item("\"5\""));
        var (_, items) = Make(One("type: equals"), Item("\"5\""));

        Assert.Equal(0, (await GradeAsync(graders, items[0], "Ana de la Cruz wrote.")).Score);
        Assert.Equal(1, (await GradeAsync(graders, items[0], "# names")).Score);
        Assert.NotEqual(graders.Hash, other.Hash);
    }

    [Fact]
    public async Task The_reason_quotes_what_was_found_and_what_stands_around_it() =>
        Assert.Equal(
            "It has “Damn”, which is forbidden: “Well, Damn it.”.",
            (await ScoreAsync("type: forbidden, words: [damn]", "Well, Damn it.")).Reason
        );

    [Theory]
    [InlineData("weight: 1", "forbids nothing")]
    [InlineData("words: [' ']", "is empty")]
    [InlineData("patterns: ['(']", "no valid pattern")]
    [InlineData("personal_data: [mail]", "takes email")]
    [InlineData("words: [a], allow: all", "“allow” can't be “all”")]
    [InlineData("file: missing.txt", "missing.txt")]
    [InlineData("file: missing.txt", "evalset.yaml:")]
    [InlineData("patterns: ['']", "is empty")]
    public void A_wrong_definition_is_refused(string options, string problem) =>
        Assert.Contains(problem, ProblemsOf($"type: forbidden, {options}", Item("\"5\"")), StringComparison.Ordinal);

    [Theory]
    [InlineData("email", "jo.doe+x@mail.example.co.uk", true)]
    [InlineData("email", "ümlaut@exämple.de", true)]
    [InlineData("email", "not@an address", false)]
    [InlineData("email", "@user at 5@6", false)]
    [InlineData("email", "a@b", false)]
    // The example of ISO 13616 for the United Kingdom, and what is wrong with it: a check digit, the length.
    [InlineData("iban", "GB82 WEST 1234 5698 7654 32", true)]
    [InlineData("iban", "GB82WEST12345698765432", true)]
    [InlineData("iban", "GB83 WEST 1234 5698 7654 32", false)]
    [InlineData("iban", "GB82 WEST 1234 5698 7654 3", false)]
    [InlineData("iban", "IBAN: DE89 3704 0044 0532 0130 00, please", true)] // the ECBS's example
    [InlineData("iban", "Order DE12345678", false)]
    // The published test numbers of Visa, Mastercard, American Express; with a wrong check digit; of no issuer.
    [InlineData("card", "4111 1111 1111 1111", true)]
    [InlineData("card", "5555-5555-5555-4444", true)]
    [InlineData("card", "378282246310005", true)]
    [InlineData("card", "4111 1111 1111 1112", false)]
    [InlineData("card", "1234567812345670", false)]
    [InlineData("card", "41111111111111111111", false)]
    [InlineData("ip", "from 203.0.113.7 today", true)]
    [InlineData("ip", "2001:db8::8a2e:370:7334", true)]
    [InlineData("ip", "version 1.2.3.4", false)]
    [InlineData("ip", "v1.2.3.4 or 1.2.3.4.5 or 999.1.1.1", false)]
    [InlineData("ip", "127.0.0.1 and ::1", false)]
    [InlineData("ip", "at 10:30:45, std::vector", false)]
    [InlineData("ip", "8.8.8.8:53", true)]
    [InlineData("ip", "http://8.8.8.8:80/", true)]
    [InlineData("ip", "IP:8.8.8.8", true)]
    [InlineData("ip", "[2001:db8::1]:443", true)]
    [InlineData("ip", "Version: 10.1.2.3, ver. 10.1.2.3", false)]
    [InlineData("ip", "driver: 10.1.2.3", true)]
    [InlineData("email", "logo@2x.png", false)]
    [InlineData("card", "4111 1111 1111 1111 123", true)]
    [InlineData("card", "4111111111111111 123", true)]
    [InlineData("card", "12 4111 1111 1111 1111", true)]
    [InlineData("card", "4111 1111 1111 1112 123", false)]
    [InlineData("phone", "ISBN 0-306-40615-2", false)]
    [InlineData("phone", "lat 052.520008", false)]
    [InlineData("phone", "x = +12345678", false)]
    [InlineData("ssn", "460-89-9847", true)]
    [InlineData("ssn", "000-89-9847, 666-12-1234, 987-65-4320, 123-00-1234, 123-45-0000, 1460-89-9847", false)]
    [InlineData("phone", "+49 30 1234567", true)]
    [InlineData("phone", "+1 (555) 234-5678", true)]
    [InlineData("phone", "0049 30 1234567", true)]
    [InlineData("phone", "030 / 1234 567", true)]
    [InlineData("phone", "01 23 45 67 89", true)]
    [InlineData("phone", "(0171) 1234567", true)]
    [InlineData("phone", "905-674-3793", true)]
    [InlineData("phone", "(555) 234-5678", true)]
    [InlineData("phone", "Tel.: 612 345 678", true)]
    [InlineData("phone", "My phone number is 60-56-85-91", true)]
    [InlineData("phone", "on 24.11.2026 at 10:30, 2026-11-24 10:30:00", false)]
    [InlineData("phone", "order 4711081512, RF-001234567, #0301 2345678", false)]
    [InlineData("phone", "€1,234,567.89 and 1 234 567 890 and 0.123 456 789", false)]
    [InlineData("phone", "ISBN 978-3-16-148410-0", false)]
    [InlineData("phone", "550e8400-e29b-41d4-a716-446655440000", false)]
    [InlineData("phone", "192.168.100.200", false)]
    public void Personal_data_is_found_by_its_form(string kind, string text, bool isFound) =>
        Assert.Equal(isFound, PersonalData.Find(text, [kind]).Any());

    // Kinds that have a fixed form, of data/pii-presidio. Two telephone numbers have none: 60-56-85-91 and (37) 788-063.
    [Fact]
    public void Addresses_and_numbers_of_the_presidio_sentences_are_found()
    {
        var found = new Dictionary<string, (int Right, int Wanted)>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(SharedFiles.Require("data/pii-presidio/items.jsonl")))
        {
            using var item = System.Text.Json.JsonDocument.Parse(line);
            var input = item.RootElement.GetProperty("input").GetString()!;
            foreach (var span in item.RootElement.GetProperty("expected").EnumerateArray())
            {
                var kind = span.GetProperty("type").GetString() switch
                {
                    "EMAIL_ADDRESS" => "email",
                    "IP_ADDRESS" => "ip",
                    "US_SSN" => "ssn",
                    "CREDIT_CARD" => "card",
                    "PHONE_NUMBER" => "phone",
                    _ => null,
                };
                if (kind is null)
                    continue;
                var (right, wanted) = found.GetValueOrDefault(kind);
                var isFound = PersonalData.Find(input, [kind]).Any(data => data.Text == span.GetProperty("text").GetString());
                found[kind] = (right + (isFound ? 1 : 0), wanted + 1);
            }
        }

        Assert.Equal(
            "card 12/12, email 6/6, ip 1/1, phone 5/7, ssn 2/2",
            string.Join(
                ", ",
                found.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value.Right}/{pair.Value.Wanted}")
            )
        );
    }

    private static Dictionary<string, string> Files(string names) => new() { ["names.txt"] = names };
}
