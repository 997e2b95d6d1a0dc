using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Running;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.EvalSets;

/// <summary>Columns with names of their own: <c>columns</c> and <c>ignore</c> in <c>evalset.yaml</c>.</summary>
public sealed class ItemMappingTests : IDisposable
{
    private const string Mapping =
        "columns: { id: Ticket, input.message: Kundentext, expected: Label, split: Teil }\nignore: [Bemerkung]\n";

    private const string Unmapped = "id,split,message,expected\na,dev,one,yes\nb,dev,two,no\n";

    private readonly TestBench _bench = new();

    [Theory]
    [InlineData("items.csv", "Ticket;Kundentext;Label;Teil;Bemerkung\na;one;yes;dev;x\nb;two;no;dev;\n")]
    [InlineData("items.csv", "Ticket ;Kundentext;Label;Teil\na;one;yes;dev\nb;two;no;dev\n")]
    [InlineData(
        "items.jsonl",
        """
            {"Ticket":"a","Kundentext":"one","Label":"yes","Teil":"dev","Bemerkung":{"x":1}}
            {"Ticket":"b","Kundentext":"two","Label":"no","Teil":"dev"}
            """
    )]
    public void Mapped_columns_give_the_items_that_our_own_names_give(string file, string text)
    {
        var expected = SetOf("items.csv", Unmapped, "");

        var set = SetOf(file, text, Mapping);

        Assert.Equal(expected.Hash, set.Hash);
        Assert.Equal(["dev", "dev"], set.Items.Select(item => item.Split));
    }

    [Fact]
    public void A_path_leads_into_json_and_to_the_entry_of_a_list() =>
        Assert.Equal(
            SetOf("items.csv", Unmapped, "").Hash,
            SetOf(
                "items.jsonl",
                """
                {"meta":{"no":"a"},"split":"dev","messages":[{"content":"one"}],"input":{},"gold.label":"yes"}
                {"meta":{"no":"b"},"split":"dev","messages":[{"content":"two"}],"gold.label":"no"}
                """,
                "columns: { id: meta.no, input.message: messages.0.content, expected: gold.label }\n"
            ).Hash
        );

    [Theory]
    [InlineData("items.csv", "id,split,Text,Label\na,dev,one,yes\n", "id, split, Text, Label")]
    [InlineData("items.jsonl", """{"id":"a","split":"dev","Text":"one","Label":"yes"}""", "Label, Text, id, split")]
    public void A_column_that_is_named_and_missing_is_told_with_those_that_are_there(string file, string text, string there) =>
        Assert.Contains(
            $"tickets/evalset.yaml:8: tickets/{file} has no column “Labl”, which “columns” names for expected. Did you mean “Label”? It has: {there}.",
            ProblemsOf(file, text, "columns: { input.message: Text, expected: Labl }\nignore: [Label]\n")
        );

    [Fact]
    public void A_name_that_is_no_part_of_an_item_is_told() =>
        Assert.Contains(
            "tickets/evalset.yaml:8: “question” is no part of an item. On the left stand id, expected, tags, split, weight, cluster, notes, graders, expected.<field>, and input.<variable> of the prompt, such as input.question; on the right, the column of your file.",
            ProblemsOf("items.csv", Unmapped, "columns: { question: message }\n")
        );

    [Fact]
    public void A_column_of_our_name_beside_the_mapped_one_is_never_chosen_in_silence() =>
        Assert.Contains(
            "tickets/evalset.yaml:8: tickets/items.csv has both “Label”, which “columns” reads as expected, and “expected” itself. Take expected out of “columns”, or write: ignore: [expected]",
            ProblemsOf("items.csv", "id,split,message,expected,Label\na,dev,one,yes,no\n", "columns: { expected: Label }\n")
        );

    [Fact]
    public void A_column_that_is_ignored_is_not_read() =>
        Assert.Equal(
            SetOf("items.csv", Unmapped, "").Hash,
            SetOf(
                "items.csv",
                "id,split,message,expected,Label\na,dev,one,x,yes\nb,dev,two,x,no\n",
                "columns: { expected: Label }\nignore: [expected]\n"
            ).Hash
        );

    [Theory]
    [InlineData("r.csv", "Ticket;output\na;yes\nb;no\n")]
    [InlineData("r.csv", "id;response\na;yes\nb;no\n")]
    [InlineData("r.jsonl", "{\"Ticket\":\"a\",\"output\":\"yes\"}\n{\"Ticket\":\"b\",\"output\":\"no\"}\n")]
    public void Responses_are_read_by_the_names_that_the_eval_set_gives(string file, string text)
    {
        var problems = new Problems();
        _bench.Write(file, text);
        var mapping = SetOf(
            "items.csv",
            Unmapped.Replace("id", "Ticket", StringComparison.Ordinal),
            "columns: { id: Ticket, response: output }\n"
        ).Mapping;

        var responses = ImportedResponseFile.Read(
            Path.Combine(_bench.Folder, file),
            file,
            new ImportOptions { Mapping = mapping },
            problems
        );

        Assert.Empty(problems.Found);
        Assert.Equal([("a", "yes"), ("b", "no")], responses.Select(response => (response.ItemId, response.Text)));
    }

    [Fact]
    public void Responses_under_another_name_are_told_with_the_line_that_reads_them()
    {
        var problems = new Problems();
        _bench.Write("r.csv", "id,output\na,yes\n");

        ImportedResponseFile.Read(Path.Combine(_bench.Folder, "r.csv"), "r.csv", new ImportOptions(), problems);

        Assert.Equal(
            "r.csv:1: “response” is missing. If “output” holds it, say so in evalset.yaml: columns: { response: output }",
            problems.Found[0].ToString()
        );
    }

    public void Dispose() => _bench.Dispose();

    private EvalSet SetOf(string file, string text, string settings)
    {
        var problems = new Problems();
        var set = Read(file, text, settings, problems);
        Assert.Empty(problems.Found);
        return set!;
    }

    private List<string> ProblemsOf(string file, string text, string settings)
    {
        var problems = new Problems();
        Assert.Null(Read(file, text, settings, problems));
        return [.. problems.Found.Select(problem => problem.ToString())];
    }

    private EvalSet? Read(string file, string text, string settings, Problems problems)
    {
        _bench.Write(
            "tickets/evalset.yaml",
            $"schema: promptlab/evalset@1\nname: tickets\nversion: 1\nsplits: {{ dev: {{ purpose: iterate }} }}\ngraders:\n  - {{ id: right, type: equals }}\ndata: {file}\n{settings}"
        );
        _bench.Write("tickets/" + file, text);
        return EvalSetFile.Read(Path.Combine(_bench.Folder, "tickets/evalset.yaml"), "tickets/evalset.yaml", problems);
    }
}
