using System.Diagnostics;
using System.Globalization;

namespace PromptLab.Tests.Grading;

/// <summary>The forms in which numbers are written: each is taken whole, or not at all.</summary>
public sealed class NumberFormTests
{
    [Theory]
    [InlineData("\u22125", "-5")] // minus
    [InlineData("\u20135", "-5")] // en dash
    [InlineData("\u20145", "-5")] // em dash
    [InlineData("\u20105", "-5")] // hyphen
    [InlineData("\u20115", "-5")] // non-breaking hyphen
    [InlineData("\u20125", "-5")] // figure dash
    [InlineData("\uFE635", "-5")] // small hyphen-minus
    [InlineData("\uFF0D5", "-5")] // full-width hyphen-minus
    [InlineData("minus 5", "-5")]
    [InlineData("&#8722;5", "-5")]
    [InlineData("It is negative 5.", "-5")]
    [InlineData("負5", "-5")]
    [InlineData("x = − 5", "-5")]
    [InlineData("Answer: - 5", "-5")]
    [InlineData("**-5**", "-5")]
    [InlineData("–€5", "-5")]
    [InlineData("EUR -5", "-5")]
    [InlineData("The balance is –72 euros.", "-72")]
    [InlineData("Answer - 5", "5")] // a dash between words
    [InlineData("Answer — 5", "5")]
    [InlineData("the answer—5", "5")]
    [InlineData("(5)!", "5")] // brackets are no sign
    public Task Every_dash_and_the_words_minus_and_negative_are_a_sign(string response, string value) => IsReadAsync(response, value);

    [Theory]
    [InlineData("1 234 €", "1234")]
    [InlineData("1\u00A0234 €", "1234")]
    [InlineData("1\u202F234 €", "1234")]
    [InlineData("1\u2009234 €", "1234")]
    [InlineData("1 234 567", "1234567")]
    [InlineData("CHF 1'234.50", "1234.5")]
    [InlineData("CHF 1’234", "1234")]
    [InlineData("₹1,00,000", "100000")]
    [InlineData("₹12,34,567.50", "1234567.5")]
    [InlineData("$1{,}234$", "1234")]
    [InlineData("1\\,234", "1234")]
    [InlineData("10,\\!000", "10000")]
    [InlineData("1_000_000", "1000000")]
    public Task Groups_of_digits_are_one_number_whatever_separates_them(string response, string value) => IsReadAsync(response, value);

    [Fact]
    public async Task The_currency_behind_a_plus_that_is_no_sign_is_no_part_of_the_last_number() =>
        Assert.Equal(
            "1 number.equal",
            await GraderBench.CodeAsync("type: number, extract: last-number", "It costs (a)+$1,234.50, no more.", "1234.5")
        );

    [Theory]
    [InlineData("in 2024 300 people", "300")]
    [InlineData("7 12", "12")]
    [InlineData("0 500", "500")]
    [InlineData("2024 12 345", "12345")]
    public async Task Blanks_that_separate_no_groups_of_three_separate_numbers(string response, string last)
    {
        Assert.Equal("0 number.several", await GraderBench.CodeAsync("type: number", response, "2024300"));
        Assert.Equal("1 number.equal", await GraderBench.CodeAsync("type: number, extract: last-number", response, last));
    }

    [Theory]
    [InlineData("½", "0.5")]
    [InlineData("2½", "2.5")]
    [InlineData("2 ½ cups", "2.5")]
    [InlineData("-2¾", "-2.75")]
    [InlineData("1/2", "0.5")]
    [InlineData("2 1/2", "2.5")]
    [InlineData("1⁄2", "0.5")]
    [InlineData("2³⁄₄", "2.75")]
    [InlineData("$\\frac{1}{2}$", "0.5")]
    [InlineData("-\\dfrac{3}{4}", "-0.75")]
    [InlineData("2\\frac{1}{2}", "2.5")]
    [InlineData("\\frac12", "0.5")]
    [InlineData("2 and a half", "2.5")]
    [InlineData("1/3", "1/3")]
    [InlineData("10/2", "5")]
    public Task Fractions_are_worked_out(string response, string value) => IsReadAsync(response, value);

    [Theory]
    [InlineData("10⁶", "1000000")]
    [InlineData("10^6", "1000000")]
    [InlineData("10^{6}", "1000000")]
    [InlineData("10⁻³", "0.001")]
    [InlineData("2^{10}", "1024")]
    [InlineData("1.5×10^6", "1500000")]
    [InlineData("1.5 x 10⁶", "1500000")]
    [InlineData("1.5 \\times 10^{-2}", "0.015")]
    [InlineData("3e5", "300000")]
    [InlineData("25 cm^2", "25")] // the power of a unit
    [InlineData("25 m²", "25")]
    public Task Powers_are_worked_out(string response, string value) => IsReadAsync(response, value);

    [Theory]
    [InlineData("1.5 million", "1500000")]
    [InlineData("1.5-million-dollar", "1500000")]
    [InlineData("**1.5** million", "1500000")]
    [InlineData("1.5 \\text{ million}", "1500000")]
    [InlineData("$2bn", "2000000000")]
    [InlineData("$3.5m", "3500000")]
    [InlineData("€5 M", "5000000")]
    [InlineData("5 k€", "5000")]
    [InlineData("3k", "3000")]
    [InlineData("2 hundred thousand", "200000")]
    [InlineData("2 lakh", "200000")]
    [InlineData("₹1 crore", "10000000")]
    [InlineData("2 Milliarden", "2000000000")]
    [InlineData("5 mil millones", "5000000000")]
    [InlineData("3 тыс.", "3000")]
    [InlineData("3万", "30000")]
    [InlineData("1.5亿", "150000000")]
    [InlineData("5천만 원", "50000000")]
    [InlineData("1/2 million", "500000")]
    public Task Scale_words_multiply(string response, string value) => IsReadAsync(response, value);

    [Theory]
    [InlineData("5 m")] // metres: only an amount of money is in millions by its m
    [InlineData("5m")]
    [InlineData("$5$ m")]
    [InlineData("5 km")]
    [InlineData("5MB")]
    [InlineData("5 K")] // kelvins
    [InlineData("5千克")] // kilograms
    [InlineData("5조각")] // pieces
    [InlineData("5%")]
    [InlineData("5 percent")]
    [InlineData("5 ‰")]
    [InlineData("5th")]
    [InlineData("5-day")]
    [InlineData("USD5")]
    [InlineData("答案是5")]
    [InlineData("_5_")]
    public Task A_unit_or_a_percent_sign_leaves_the_number_as_it_is(string response) => IsReadAsync(response, "5");

    [Theory]
    [InlineData("It is **{0}**.")]
    [InlineData("`{0}`")]
    [InlineData("“{0}”,")]
    [InlineData("($\\boxed{{{0}}}$)!")]
    [InlineData("<b>{0}</b>.")]
    [InlineData("#### {0}")]
    [InlineData("x={0};")]
    [InlineData("≈ {0} …")]
    [InlineData("The answer is {0}, in total, so she earns that.")]
    [InlineData("答案是{0}。")]
    [InlineData("{{\"answer\": {0}}}")]
    public async Task Every_form_is_read_alike_in_every_wrapper(string wrapper)
    {
        (string Form, string Value)[] forms =
        [
            ("5", "5"),
            ("-5", "-5"),
            ("−5", "-5"),
            ("1,234.50", "1234.5"),
            ("1 234", "1234"),
            ("2½", "2.5"),
            ("2 1/2", "2.5"),
            ("10^6", "1000000"),
            ("1.5 million", "1500000"),
        ];

        foreach (var (form, value) in forms)
            await IsReadAsync(string.Format(CultureInfo.InvariantCulture, wrapper, form), value);
    }

    [Theory]
    [InlineData("１２３４．５")]
    [InlineData("١٬٢٣٤٫٥")]
    [InlineData("१,२३४.५")]
    [InlineData("๑๒๓๔.๕")]
    [InlineData("𝟏𝟐𝟑𝟒.𝟓")]
    [InlineData("\u200E1234.5")]
    [InlineData("1️⃣2️⃣3️⃣4️⃣.5")]
    public Task Digits_of_every_script_are_digits(string response) => IsReadAsync(response, "1234.5");

    [Theory]
    [InlineData("1,5", "5")]
    [InlineData("1,5", "1")]
    [InlineData("1,5", "15")]
    [InlineData("0,125", "125")]
    [InlineData(",5", "5")]
    [InlineData("1.249,00", "1.249")]
    [InlineData("1.234.567", "567")]
    [InlineData("1,234,56", "123456")]
    [InlineData("12 345 67", "67")]
    [InlineData("1/0", "1")]
    [InlineData("√2", "2")]
    [InlineData("2√3", "2")]
    [InlineData("\\sqrt{16}", "16")]
    [InlineData("\\frac{\\sqrt{3}}{2}", "2")]
    [InlineData("\\frac{x+1}{2}", "2")]
    [InlineData("3π", "3")]
    [InlineData("5i", "5")]
    [InlineData("log(5)", "5")]
    [InlineData("0x1F", "0")]
    [InlineData("101₂", "101")]
    [InlineData("2h30", "2")]
    [InlineData("5'6", "5")]
    [InlineData("10**6", "10")]
    [InlineData("±5", "5")]
    [InlineData("plus or minus 5", "-5")]
    [InlineData("au moins 5", "-5")] // at least
    [InlineData("--5", "-5")]
    [InlineData("- 5", "5")]
    [InlineData("The change is - 5.", "5")]
    [InlineData("($1,234)", "1234")]
    [InlineData("100.00-", "100")]
    [InlineData("5 dozen", "5")]
    [InlineData("3 tenths", "3")]
    [InlineData("half of 10", "10")]
    [InlineData("2 et demi", "2")]
    [InlineData("2 million and a half", "2000000")]
    [InlineData("1億2000万", "2000")]
    [InlineData("3分之1", "3")]
    [InlineData("1e-40", "0")]
    [InlineData("6.626e-27", "6.6e-27")]
    [InlineData("1e3.5", "1000")]
    [InlineData("1e3.5", "5")]
    [InlineData("5 degrees below zero", "5")]
    [InlineData("1.5 millionth", "1.5")]
    public async Task What_can_not_be_read_whole_is_unreadable_and_no_other_number(string response, string expected)
    {
        Assert.NotEqual(1, (await GraderBench.ScoreAsync("type: number", response, $"\"{expected}\"")).Value);
        Assert.NotEqual(1, (await GraderBench.ScoreAsync("type: number, extract: last-number", response, $"\"{expected}\"")).Value);
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("√2")]
    [InlineData("±5")]
    [InlineData("5 dozen")]
    public async Task The_unreadable_has_a_code_of_its_own_that_not_does_not_turn_round(string response)
    {
        Assert.Equal("0 number.unreadable", await GraderBench.CodeAsync("type: number", response, "7"));
        Assert.Equal(
            "0 number.unreadable",
            await GraderBench.CodeAsync("type: number, extract: last-number", "It is 7 or " + response, "7")
        );
        Assert.Equal("0 number.unreadable", await GraderBench.CodeAsync("type: not-number", response, "7"));
        Assert.Equal(
            $"What number “{response}” is can't be told for certain.",
            (await GraderBench.ScoreAsync("type: number", response, "7")).Reason
        );
    }

    [Theory]
    [InlineData("So it is 42 (as of 2026-11-24).", "42")]
    [InlineData("So it is 42 (as of 11/24/2026).", "42")]
    [InlineData("It costs $5m", "5000000")]
    [InlineData("It costs 5 M€ now", "5000000")]
    [InlineData("2 - 5\n#### -3", "-3")]
    [InlineData("- 12 apples\n- 13 pears", "13")]
    [InlineData("Answer: - 5", "-5")]
    [InlineData("five dollars ($5)", "5")]
    [InlineData("Says GPT-4: 7", "7")]
    [InlineData("7, says GPT-4", "7")]
    public async Task The_last_number_keeps_its_value_without_the_text_around_it(string response, string value) =>
        Assert.Equal("1 number.equal", await GraderBench.CodeAsync("type: number, extract: last-number", response, $"\"{value}\""));

    [Theory]
    [InlineData("\"2½\"", "2.5")]
    [InlineData("\"1.5 million\"", "1500000")]
    [InlineData("\"−5\"", "-5")]
    [InlineData("\"1/3\"", "1/3")]
    public async Task Expected_values_are_read_alike(string expected, string response) =>
        Assert.Equal("1 number.equal", await GraderBench.CodeAsync("type: number", response, expected));

    [Theory]
    [InlineData("\"2½\"", "1 json-field.right")]
    [InlineData("\"2 1/2\"", "1 json-field.right")]
    [InlineData("\"２.５\"", "1 json-field.right")]
    [InlineData("\"2,5\"", "0 json-field.unreadable")]
    [InlineData("\"2\"", "0 json-field.wrong")]
    [InlineData("\"2.5 €\"", "0 json-field.wrong")] // more than a number
    public async Task Texts_in_JSON_fields_are_read_alike(string field, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: json-field, field: v, loose: true, number: '2.5'", $$"""{"v": {{field}}}"""));

    [Fact]
    public async Task Long_texts_of_digits_signs_and_blanks_take_no_time()
    {
        var started = Stopwatch.GetTimestamp();

        foreach (var part in new[] { "1 ", "1,", "-", "- ", "1/", "1-", "9", "\\frac{", "1 000 ", "√", "**1", "2 and a ", "\n- 1" })
            await GraderBench.CodeAsync("type: number, extract: last-number", string.Concat(Enumerable.Repeat(part, 20_000)), "1");

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }

    private static async Task IsReadAsync(string response, string value) =>
        Assert.Equal("1 number.equal", await GraderBench.CodeAsync("type: number", response, $"\"{value}\""));
}
