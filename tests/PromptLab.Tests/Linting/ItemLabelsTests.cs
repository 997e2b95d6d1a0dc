using System.Globalization;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Linting;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Linting;

public sealed class ItemLabelsTests : IDisposable
{
    private readonly TestBench _bench = new();

    [Fact]
    public void What_is_expected_is_a_label_where_it_is_short_and_comes_back_twice_on_average()
    {
        Assert.Equal(
            ["no", "no", "yes", "yes"],
            LabelsOf("contains", ["Yes", "yes ", "no", "NO"]).Values.Select(label => label.ToLowerInvariant()).Order(StringComparer.Ordinal)
        );
        Assert.Empty(LabelsOf("equals", ["12", "17", "3.5", "12"]));
        Assert.Empty(LabelsOf("equals", Enumerable.Repeat(new string('x', 61), 4)));
        Assert.Empty(LabelsOf("max-words", ["", ""]));
    }

    [Fact]
    public void Spellings_that_differ_in_case_are_one_label() =>
        Assert.Single(LabelsOf("label", ["billing", "Billing", "BILLING", "billing"]).Values.Distinct(StringComparer.Ordinal));

    [Fact]
    public void A_grader_that_compares_labels_says_where_they_stand()
    {
        var set = Read(
            "id,message,expected.kind,expected.sum\na,one,bill,1\nb,two,bill,2\nc,three,claim,3\nd,four,claim,4\n",
            "{ id: kind, type: label, labels: [bill, claim], value: '{expected.kind}' }"
        );

        Assert.Equal(
            ["bill", "bill", "claim", "claim"],
            ItemLabels.Of(set).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)
        );
    }

    [Fact]
    public void Items_are_the_same_where_all_their_fields_are_whatever_the_case_and_the_white_space()
    {
        var set = Read(
            "id,message,country\na,How much  is it?,DE\nb,how much is it?,de\nc,How much is it?,FR\nd,How much is that?,DE\n",
            "{ id: short, type: max-words, max: 5 }"
        );

        Assert.Equal(["a b"], DuplicateInputs.FindGroups(set).Select(same => string.Join(' ', same.Select(item => item.Id))));
    }

    public void Dispose() => _bench.Dispose();

    private IReadOnlyDictionary<string, string> LabelsOf(string grader, IEnumerable<string> expected) =>
        ItemLabels.Of(
            Read(
                "id,message,expected\n"
                    + string.Concat(
                        expected.Select((text, i) => string.Create(CultureInfo.InvariantCulture, $"i{i},message {i},{text}\n"))
                    ),
                $"{{ id: right, type: {grader} }}"
            )
        );

    private EvalSet Read(string items, string grader)
    {
        _bench.Write("tickets/evalset.yaml", $"schema: promptlab/evalset@1\nname: tickets\ndata: items.csv\ngraders: [{grader}]\n");
        _bench.Write("tickets/items.csv", items);
        var problems = new Problems();
        var set = EvalSetFile.Read(Path.Combine(_bench.Folder, "tickets/evalset.yaml"), "evalset.yaml", problems);
        Assert.Empty(problems.Found);
        return Assert.IsType<EvalSet>(set);
    }
}
