using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.Grading;

namespace PromptLab.Tests.Grading;

public sealed class NumberGraderTests
{
    [Theory]
    [InlineData("1249", "1 number.equal")]
    [InlineData("1249.00", "1 number.equal")]
    [InlineData("1,249", "1 number.equal")]
    [InlineData("+1249", "1 number.equal")]
    [InlineData("1.249e3", "1 number.equal")]
    [InlineData("The total is $1,249.00.", "1 number.equal")]
    [InlineData("1249 EUR", "1 number.equal")]
    [InlineData("1250", "0 number.different")]
    [InlineData("-1249", "0 number.different")]
    [InlineData("-$1,249.00", "0 number.different")] // a debt is not a credit
    [InlineData("−1249", "0 number.different")] // the minus sign of print
    [InlineData("I don't know", "0 number.not-found")]
    [InlineData("", "0 number.not-found")]
    [InlineData("1249 or 1250", "0 number.several")]
    [InlineData("1e30", "0 number.too-large")]
    public async Task The_one_number_of_the_text_is_compared_by_its_value(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: number", response, "1249"));

    [Theory]
    [InlineData("-5", "-5")]
    [InlineData("−5", "-5")]
    [InlineData("-$5", "-5")]
    [InlineData("$-5", "-5")]
    [InlineData(".5", "0.5")]
    [InlineData("50%", "50")]
    [InlineData("12km", "12")]
    [InlineData("It is 42.", "42")]
    [InlineData("well...42", "42")]
    [InlineData("1E-3", "0.001")]
    public async Task A_number_is_read_with_its_sign_and_without_what_stands_beside_it(string response, string value) =>
        Assert.Equal("1 number.equal", await GraderBench.CodeAsync("type: number", response, value));

    [Theory]
    [InlineData("2026-11-24")]
    [InlineData("11/24/2026")]
    [InlineData("10:30")]
    [InlineData("555-123-4567")]
    [InlineData("(555) 123-4567")]
    [InlineData("+1 555 123 4567")]
    [InlineData("3-5 days")]
    [InlineData("3−5 days")]
    [InlineData("3–5 days")]
    [InlineData("3 to 5 days")]
    [InlineData("$3-$5")]
    [InlineData("3km-5km")]
    [InlineData("3~5일")]
    [InlineData("3:1")]
    [InlineData("1/2/3")]
    [InlineData("1, 2, 3")]
    [InlineData("1,2,3")]
    [InlineData("10 - 5")]
    public async Task Dates_telephone_numbers_ranges_and_lists_are_several_numbers(string response) =>
        Assert.Equal("0 number.several", await GraderBench.CodeAsync("type: number", response, "1249"));

    [Theory]
    [InlineData("24.11.2026")]
    [InlineData("version 1.2.3")]
    [InlineData("192.168.0.1")]
    [InlineData("v2")]
    [InlineData("H2O")]
    [InlineData("COVID-24.11")]
    [InlineData("x_24")]
    [InlineData("cm^24")]
    public async Task What_has_two_points_or_a_letter_before_it_is_no_number(string response) =>
        Assert.Equal("0 number.not-found", await GraderBench.CodeAsync("type: number", response, "24.11"));

    [Theory]
    [InlineData("1.249,00 €", "1 number.equal")]
    [InlineData("1249,00", "1 number.equal")]
    [InlineData("1.249", "1 number.equal")]
    [InlineData("1249", "1 number.equal")]
    [InlineData("12,49", "0 number.different")]
    [InlineData("1 249,00", "1 number.equal")]
    [InlineData("1'249,00", "1 number.equal")]
    [InlineData("1,249 Millionen", "0 number.different")]
    [InlineData("1,249.00", "0 number.unreadable")]
    [InlineData("1.24", "0 number.unreadable")]
    [InlineData("1,249,000", "0 number.unreadable")]
    [InlineData("24.11.2026", "0 number.not-found")]
    public async Task With_a_decimal_comma_points_separate_thousands_in_responses(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: number, decimal_comma: true", response, "1249.00"));

    [Theory]
    [InlineData("type: number, extract: last-number", "You ordered 2 for $30, so $60", "1 number.equal")]
    [InlineData("type: number, extract: last-number, decimal_comma: true", "2 Stück, also 60,00 €", "1 number.equal")]
    [InlineData("type: number, extract: last-number", "none", "0 response.extract-not-found")]
    public async Task With_several_numbers_extract_says_which_is_meant(string grader, string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync(grader, response, "60"));

    [Theory]
    [InlineData("tolerance: { absolute: 0.01 }", "99.99", "1 number.equal")]
    [InlineData("tolerance: { absolute: 0.01 }", "99.98", "0 number.different")]
    [InlineData("tolerance: { relative: 0.05 }", "95", "1 number.equal")]
    [InlineData("tolerance: { relative: 0.05 }", "94.9", "0 number.different")]
    [InlineData("tolerance: { absolute: 1, relative: 0.05 }", "95", "1 number.equal")] // either will do
    [InlineData("tolerance: { relative: 0.05 }", "-100", "0 number.different")]
    public async Task A_tolerance_is_absolute_or_a_share_of_the_wanted_number(string tolerance, string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync($"type: number, {tolerance}", response, "100"));

    [Theory]
    [InlineData("0.3333", "0.33", "1 number.equal")]
    [InlineData("0.3", "0.33333", "1 number.equal")]
    [InlineData("0.34", "0.3333", "0 number.different")]
    [InlineData("12", "12.000001", "1 number.equal")] // a whole number counts as one with five decimals
    [InlineData("12", "12.4", "0 number.different")]
    public async Task Rounding_to_the_fewer_decimals_compares_what_both_wrote(string response, string expected, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: number, tolerance: { rounding: fewer-decimals }", response, expected));

    [Theory]
    [InlineData("")]
    [InlineData("fr-FR")]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    public async Task Numbers_are_read_alike_in_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        var score = await GraderBench.ScoreAsync("type: number", "-1,249.50", "-1249.5");

        Assert.Equal((1.0, "number.equal", "It is -1,249.50."), (score.Value, score.Code, score.Reason));
    }

    [Theory]
    [InlineData("0.1", "0.10000000000000000000000001")] // a binary number would not see the difference
    [InlineData("79228162514264337593543950335", "-79228162514264337593543950335")]
    public async Task Numbers_are_compared_exactly(string response, string expected) =>
        Assert.Equal("0 number.different", await GraderBench.CodeAsync("type: number, tolerance: { absolute: 0 }", response, expected));

    [Theory]
    [InlineData("\"twelve\"", "twelve")]
    [InlineData("\"1,5\"", "1,5")] // 15 to some readers
    [InlineData("\"$12\"", "$12")]
    [InlineData("\"3-4\"", "3-4")]
    [InlineData("\"1.249,00\"", "1.249,00")]
    public void An_expected_answer_that_is_no_number_is_refused(string expected, string shown) =>
        Assert.Equal(
            $"evalsets/t/items.jsonl:1: The grader “right” (number) compares with a number, and “{shown}” of the item “a” is none. Write it as 1234.5.",
            GraderBench.ProblemsOf("type: number", GraderBench.Item(expected))
        );

    // Chen et al., “Program of Thoughts Prompting”, https://github.com/wenhuchen/Program-of-Thoughts: 0.852 and 0.708 of 999 items.
    [Theory]
    [InlineData("svamp_few_shot", 851)]
    [InlineData("svamp_zero_shot", 708)]
    public async Task Published_results_over_recorded_answers_come_out_again(string cell, int right)
    {
        var folder = SharedFiles.Require($"data/pot-numeric/{cell}");
        var rows = File.ReadLines(Path.Combine(folder, "items.jsonl")).Select(line => JsonNode.Parse(line)!).ToList();
        var outputs = File.ReadLines(Path.Combine(folder, "outputs.jsonl")).Select(line => JsonNode.Parse(line)!["output"]).ToList();
        var (graders, items) = GraderBench.Make(
            "graders:\n  - { id: right, type: number, tolerance: { rounding: fewer-decimals } }\n",
            [.. rows.Select(row => GraderBench.Item(row["expected"]!.ToJsonString(), row["id"]!.GetValue<string>()))]
        );

        var passed = 0;
        foreach (var (item, output) in items.Zip(outputs))
            passed += (await GraderBench.GradeAsync(graders, item, output?.ToJsonString() ?? "")).Status == ItemStatus.Pass ? 1 : 0;

        Assert.Equal(right, passed);
    }

    [Fact]
    public void A_misspelt_tolerance_is_refused() =>
        Assert.Equal(
            "evalsets/t/evalset.yaml:5: “absolut” is not known in “tolerance”. Did you mean “absolute”?",
            GraderBench.ProblemsOf("type: number, tolerance: { absolut: 0.1 }", GraderBench.Item("1"))
        );
}
