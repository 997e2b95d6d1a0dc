using PromptLab.Grading;

namespace PromptLab.Tests.Grading;

public sealed class GraderCatalogTests
{
    private static readonly string Item = GraderBench.Item("\"RF-1204\"");

    private readonly GraderCatalog _catalog = new();

    public GraderCatalogTests() =>
        _catalog.Add(
            new GraderKind("order-number", revision: 1, setup => new OrderNumberGrader(setup))
            {
                HasNot = true,
                Codes =
                [
                    ReasonCode.Right("order-number.there"),
                    ReasonCode.Wrong("order-number.absent", ["examples"], "No order number is stated."),
                ],
            }
        );

    [Theory]
    [InlineData("order-number", "It is RF-1204.", "1 order-number.there")]
    [InlineData("order-number", "It is RF-9.", "0 order-number.absent")]
    [InlineData("not-order-number", "It is RF-9.", "1 not-order-number.absent")]
    public async Task A_kind_that_a_host_adds_judges_as_the_built_in_ones_do(string type, string response, string code)
    {
        var (graders, items) = GraderBench.Make(_catalog, GraderBench.One($"type: {type}, digits: 4"), Item);

        var verdict = (await GraderBench.GradeAsync(graders, items[0], response)).Verdicts[0];

        Assert.Equal((type, code), (verdict.Type, $"{verdict.Score.Value:0} {verdict.Score.Code}"));
    }

    [Theory]
    [InlineData(
        "type: order-number, digits: 4, digit: 5",
        "“digit” is not known in a grader of the type “order-number”. Did you mean “digits”?"
    )]
    [InlineData("type: order-number, digits: many", "“digits” takes a whole number from 1, not “many”.")]
    [InlineData("type: order-numbr, digits: 4", "“order-numbr” is no known grader. Did you mean “order-number”?")]
    public void Its_options_and_its_name_are_checked_as_theirs_are(string grader, string problem) =>
        Assert.Equal($"evalsets/t/evalset.yaml:5: {problem}", GraderBench.Problems(_catalog, GraderBench.One(grader), Item));

    [Fact]
    public void Another_catalogue_does_not_know_it()
    {
        Assert.StartsWith(
            "evalsets/t/evalset.yaml:5: “order-number” is no known grader.",
            GraderBench.ProblemsOf("type: order-number", Item),
            StringComparison.Ordinal
        );
        Assert.Throws<InvalidOperationException>(() => GraderCatalog.BuiltIn.Add("order-number", 1, _ => null));
    }

    [Fact]
    public void A_kind_that_makes_no_grader_and_notes_no_problem_is_refused()
    {
        _catalog.Add("nothing", revision: 1, _ => null);

        Assert.Equal(
            "evalsets/t/evalset.yaml:5: The grader “right” could not be made, and its kind “nothing” does not say why.",
            GraderBench.Problems(_catalog, GraderBench.One("type: nothing"), Item)
        );
    }

    [Theory]
    [InlineData("equals")]
    [InlineData("order-number")]
    [InlineData("judge")] // a kind of a later version
    [InlineData("response")] // the beginning of codes that every grader may give
    [InlineData("grader")]
    public void A_name_that_is_taken_is_an_argument_error(string name) =>
        Assert.Throws<ArgumentException>(() => _catalog.Add(name, revision: 1, _ => null));

    [Theory]
    [InlineData("")]
    [InlineData("Order-number")]
    [InlineData("order number")]
    [InlineData("order_number")]
    [InlineData("order--number")]
    [InlineData("-order")]
    [InlineData("order-")]
    [InlineData("2nd")]
    [InlineData("ordre-numéro")]
    [InlineData("order-number\n")]
    [InlineData("not-empty")] // it would be “empty” turned round
    public void A_name_that_is_none_is_an_argument_error(string name) =>
        Assert.Throws<ArgumentException>(() => _catalog.Add(name, revision: 1, _ => null));

    [Fact]
    public void Revisions_begin_with_1() => Assert.Throws<ArgumentOutOfRangeException>(() => _catalog.Add("tone", revision: 0, _ => null));

    [Fact]
    public void Codes_begin_with_the_name_of_their_kind() =>
        Assert.Throws<ArgumentException>(() => new GraderKind("tone", 1, _ => null) { Codes = [ReasonCode.Right("equals.same")] });

    [Fact]
    public void Graders_that_were_made_are_not_touched_by_a_kind_that_is_added()
    {
        var before = _catalog.Kinds;
        _catalog.Add("tone", revision: 1, _ => null);

        Assert.DoesNotContain(before, kind => kind.Name == "tone");
        Assert.Equal("tone", _catalog.Kinds[^1].Name);
    }

    // As the documentation shows one.
    private sealed class OrderNumberGrader(GraderSetup setup) : ISynchronousGrader
    {
        private readonly int _digits = setup.Options.Integer("digits", 1) ?? 4;

        public string Name => "order-number";

        public Score Grade(GradingContext context) =>
            context
                .Response.Text.Split(' ', '.')
                .Any(word => word.StartsWith("RF-", StringComparison.Ordinal) && word.Length == 3 + _digits)
                ? Score.Of(1, "order-number.there", "It states an order number.")
                : Score.Of(0, "order-number.absent", "It states no order number.");
    }
}
