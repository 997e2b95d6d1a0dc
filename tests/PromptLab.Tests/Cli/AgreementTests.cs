using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>How far runs, label columns and people agree.</summary>
public sealed class AgreementTests : IDisposable
{
    // Anna and Bob: yes and yes 4, no and no 3, yes and no 2, no and yes 1.
    private const string Anna = "yyyynnnyyn";
    private const string Bob = "yyyynnnnny";

    private readonly TestBench _bench = new();

    public AgreementTests()
    {
        _bench.Write("promptlab.yaml", "schema: promptlab/config@1\n");
        _bench.Write(
            "evalsets/set/evalset.yaml",
            "schema: promptlab/evalset@1\nname: set\ndata: items.csv\ngraders:\n  - { id: kind, type: label, labels: [y, n] }\n"
        );
        _bench.Write("evalsets/set/items.csv", "id,message,expected\n" + string.Concat(Ids.Select(id => $"{id},hello {id},y\n")));
        _bench.Write("labels.csv", "id,anna,bob\n" + string.Concat(Ids.Select((id, at) => $"{id},{Anna[at]},{Bob[at]}\n")));
    }

    private static IEnumerable<string> Ids => Enumerable.Range(1, 10).Select(number => $"i{number}");

    public void Dispose() => _bench.Dispose();

    // By chance 0.6 · 0.5 + 0.4 · 0.5 = 0.5: kappa (0.7 − 0.5) / 0.5. Alpha: 1 − 19 · 6 / (2 · 11 · 9).
    [Fact]
    public async Task Two_columns_of_a_file_are_compared_as_worked_by_hand()
    {
        var measured = await MeasureAsync("--labels", "labels.csv");

        var pair = measured["pairs"]!.AsArray().Single()!;
        Assert.Equal((10, 0.7), ((int)pair["units"]!, (double)pair["agreement"]!["value"]!));
        Assert.Equal(0.4, (double)pair["kappa"]!["value"]!, 12);
        Assert.Equal(1 - (114.0 / 198), (double)measured["krippendorff"]!["value"]!, 12);
        Assert.Null(measured["fleiss"]!["value"]);
        // Wilson for 7 of 10: 0.3968 to 0.8922.
        Assert.Equal(0.3968, (double)pair["agreement"]!["interval"]!["low"]!, 4);
        Assert.True((double)pair["kappa"]!["interval"]!["low"]! < 0.4 && (double)pair["kappa"]!["interval"]!["high"]! > 0.4);
    }

    // Seven units of one mind, three of two to one: (7 + 3 · 1/3) / 10 = 0.8; by chance (17/30)² + (13/30)² = 458/900.
    [Fact]
    public async Task Several_people_in_one_file_have_a_kappa_of_them_all()
    {
        _bench.Write(
            "people.csv",
            "id,by,label\n" + string.Concat(Ids.Select((id, at) => $"{id},anna,{Anna[at]}\n{id},bob,{Bob[at]}\n{id},chris,{Anna[at]}\n"))
        );

        var measured = await MeasureAsync("--labels", "people.csv");

        Assert.Equal(["anna", "bob", "chris"], measured["raters"]!.AsArray().Select(rater => (string)rater!));
        Assert.Equal((0.8 - (458.0 / 900)) / (1 - (458.0 / 900)), (double)measured["fleiss"]!["value"]!, 12);
        Assert.Equal(1, (double)measured["pairs"]![1]!["kappa"]!["value"]!);
    }

    [Fact]
    public async Task Runs_are_raters_by_what_a_grader_read_of_their_responses()
    {
        await GradeAsync("one", Anna);
        await GradeAsync("two", Bob);

        var measured = await MeasureAsync("one", "two", "--grader", "kind");
        var passes = await MeasureAsync("one", "two");

        Assert.Equal(0.4, (double)measured["pairs"]![0]!["kappa"]!["value"]!, 12);
        Assert.Equal(0.4, (double)passes["pairs"]![0]!["kappa"]!["value"]!, 12);
        Assert.Equal(["i8", "i9", "i10"], measured["pairs"]![0]!["differing"]!.AsArray().Select(one => (string)one!["item_id"]!));
    }

    [Fact]
    public async Task A_run_is_compared_with_the_people_of_a_file()
    {
        await GradeAsync("one", Bob);

        var measured = await MeasureAsync("one", "--grader", "kind", "--labels", "labels.csv", "--columns", "anna");

        Assert.Equal(["one", "anna"], measured["raters"]!.AsArray().Select(rater => (string)rater!));
        Assert.Equal(0.4, (double)measured["pairs"]![0]!["kappa"]!["value"]!, 12);
    }

    // 1 and 3 differ by two steps, also where nobody gave a 2: weights 4 of 4, so that quadratic kappa is the unweighted one.
    [Fact]
    public async Task An_order_weighs_a_difference_by_its_steps()
    {
        _bench.Write("stars.csv", "id,anna,bob\n" + string.Concat(Ids.Select((id, at) => $"{id},{Star(Anna[at])},{Star(Bob[at])}\n")));

        var measured = await MeasureAsync("--labels", "stars.csv", "--scale", "ordinal");

        Assert.Equal(0.4, (double)measured["pairs"]![0]!["kappa"]!["value"]!, 12);

        static string Star(char label) => label == 'y' ? "3" : "1.0";
    }

    [Fact]
    public async Task A_label_that_is_missing_leaves_its_unit_out_of_the_pair()
    {
        _bench.Write("labels.csv", _bench.Read("labels.csv").Replace("i10,n,y", "i10,n,", StringComparison.Ordinal));

        Assert.Equal(9, (int)(await MeasureAsync("--labels", "labels.csv"))["pairs"]![0]!["units"]!);
    }

    [Fact]
    public async Task Equal_labels_alone_have_no_kappa()
    {
        _bench.Write("labels.csv", "id,anna,bob\n" + string.Concat(Ids.Select(id => $"{id},y,y\n")));

        var text = await _bench.RunAsync("compare", "--agreement", "--labels", "labels.csv");

        Assert.True(text.Exit == 0, text.Error);
        Assert.Contains("Krippendorff's alpha (nominal): not defined: all labels are the same", text.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--agreement", "Agreement needs two raters: name two runs, or a file of labels with --labels.")]
    [InlineData("--agreement|--labels|none.csv", "none.csv: There is no such file.")]
    [InlineData("--agreement|--labels|labels.csv|--columns|ana", "labels.csv:1: There is no column “ana”. Did you mean “anna”?")]
    [InlineData("--agreement|--labels|labels.csv|--scale|ordinal", "An order or distance needs numbers, and a label of anna is “y”.")]
    [InlineData("--labels|labels.csv", "--labels goes with --agreement.")]
    [InlineData("--agreement|--columns|anna", "--columns are those of a file: name it with --labels.")]
    public async Task What_can_not_be_compared_is_refused(string options, string problem)
    {
        var result = await _bench.RunAsync(["compare", .. options.Split('|')]);

        Assert.Equal(2, result.Exit);
        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_of_the_holdout_are_left_out_and_counted()
    {
        await GradeAsync("one", Anna);
        await GradeAsync("two", Bob);
        _bench.Write(
            "evalsets/set/evalset.yaml",
            _bench
                .Read("evalsets/set/evalset.yaml")
                .Replace("data:", "splits: { dev: {}, holdout: { purpose: confirm } }\ndata:", StringComparison.Ordinal)
        );
        _bench.Write(
            "evalsets/set/items.csv",
            "id,message,expected,split\n" + string.Concat(Ids.Select(id => $"{id},hello {id},y,{(id == "i8" ? "holdout" : "dev")}\n"))
        );

        var measured = await MeasureAsync("one", "two", "--grader", "kind");

        Assert.Equal((1, 9), ((int)measured["sealed"]!, (int)measured["pairs"]![0]!["units"]!));
        Assert.DoesNotContain("i8", measured.ToJsonString(), StringComparison.Ordinal);
    }

    private async Task GradeAsync(string name, string labels)
    {
        _bench.Write($"{name}.csv", "id,response\n" + string.Concat(Ids.Select((id, at) => $"{id},{labels[at]}\n")));
        var graded = await _bench.RunAsync("grade", "--evalset", "set", "--responses", $"{name}.csv");
        Assert.True(graded.Exit == 0, graded.Error);
    }

    private async Task<JsonNode> MeasureAsync(params string[] arguments)
    {
        var result = await _bench.RunAsync(["compare", .. arguments, "--agreement", "--json"]);
        Assert.True(result.Exit == 0, result.Error);
        return JsonNode.Parse(result.Out)!;
    }
}
