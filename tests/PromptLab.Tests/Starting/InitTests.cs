using System.Text;
using PromptLab.EvalSets;
using PromptLab.Tests.Cli;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Starting;

/// <summary><c>promptlab init</c>: from somebody's data to a project that runs, without opening a YAML file.</summary>
public sealed class InitTests : IDisposable
{
    private static readonly string[] Queues = ["Rechnung", "Technik", "Sonstiges"];

    private readonly TestBench _bench = new();

    [Fact]
    public async Task An_empty_folder_and_a_file_of_Excel_become_a_project_that_checks_clean_and_runs()
    {
        await using var server = await ChatServer.StartAsync(_ => "Technik");
        _bench.Variables["OPENAI_BASE_URL"] = server.Address;
        WriteBytes("emails.csv", Excel(60));
        var before = _bench.ReadBytes("emails.csv");

        var init = await _bench.RunAsync("init", "--from", "emails.csv", "--model", "stub");
        var check = await _bench.RunAsync("check");
        var run = await _bench.RunAsync("run");

        Assert.True(init.Exit == 0, init.Error);
        Assert.Equal(("", 0), (check.Error, check.Exit));
        Assert.Contains("nothing is wrong", check.Out, StringComparison.Ordinal);
        Assert.True(run.Exit == 0, run.Error);
        Assert.Contains(" 33%  ", run.Out, StringComparison.Ordinal); // a third of dev, which has each label as often
        Assert.Equal(39, server.Calls); // 65% of 60, and none of the holdout
        Assert.Equal(before, _bench.ReadBytes("emails.csv"));
        var set = EvalSet.Load(Path.Combine(_bench.Folder, "evalsets/emails"));
        Assert.Equal(60, set.Count);
        Assert.Equal(21, set.SealedItems.Count());
        Assert.Equal("Größe 3; bitte, oder 26\"?", set.Enumerate().First(item => item.Id == "T-4").Input["kundentext"].ToString());
        Assert.Contains(
            "labels: [\"Rechnung\", \"Sonstiges\", \"Technik\"]",
            _bench.Read("evalsets/emails/evalset.yaml"),
            StringComparison.Ordinal
        );
        Assert.Contains("- Rechnung\n- Sonstiges\n- Technik\n", _bench.Read("prompts/emails/draft.prompt.md"), StringComparison.Ordinal);
        Assert.Contains("results/scoreboard.csv text eol=lf merge=union", _bench.Read(".gitattributes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repeating_it_writes_nothing_and_whatever_is_missing_is_completed()
    {
        WriteBytes("emails.csv", Excel(60));
        await _bench.RunAsync("init", "--from", "emails.csv");
        var items = _bench.Read("evalsets/emails/items.csv");
        File.Delete(Path.Combine(_bench.Folder, "evalsets/emails/items.csv"));
        File.Delete(Path.Combine(_bench.Folder, "promptlab.yaml"));

        var completed = await _bench.RunAsync("init", "--from", "emails.csv");
        var again = await _bench.RunAsync("init", "--from", "emails.csv");

        Assert.Equal((0, 0), (completed.Exit, again.Exit));
        Assert.Equal(items, _bench.Read("evalsets/emails/items.csv"));
        Assert.Contains("2 files written", completed.Out, StringComparison.Ordinal);
        Assert.Contains("Everything was already there; nothing was written.", again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_there_with_another_text_is_named_before_anything_is_written()
    {
        WriteBytes("emails.csv", Excel(60));
        _bench.Write("prompts/emails/draft.prompt.md", "mine");

        var init = await _bench.RunAsync("init", "--from", "emails.csv");

        Assert.Equal(2, init.Exit);
        Assert.Equal(
            "prompts/emails/draft.prompt.md: This is there already, and nothing is overwritten. Choose another --name, or move it away.\n1 problem. Nothing was sent.\n",
            init.Error
        );
        Assert.Equal("mine", _bench.Read("prompts/emails/draft.prompt.md"));
        Assert.False(File.Exists(Path.Combine(_bench.Folder, "promptlab.yaml")));
        Assert.False(Directory.Exists(Path.Combine(_bench.Folder, "evalsets")));
    }

    [Fact]
    public async Task Without_data_an_example_of_twelve_items_is_made_that_checks_without_an_error()
    {
        var init = await _bench.RunAsync("init");
        var check = await _bench.RunAsync("check");

        Assert.True(init.Exit == 0, init.Error);
        Assert.Contains("12 items are too few to keep some of them for a holdout", init.Error, StringComparison.Ordinal);
        Assert.True(check.Exit == 0, check.Out);
        Assert.Contains("1 eval set with 12 items", check.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text,answer\n", "{0},{1}\n", "type: number")]
    [InlineData("text,answer\n", "{0},answer {0}\n", "type: equals")]
    [InlineData(
        "text,answer\n",
        "{0},\"{{\"\"order\"\":\"\"A-{1}\"\",\"\"sum\"\":{1},\"\"due\"\":null}}\"\n",
        "type: json-field, field: \"sum\", number: \"{expected.sum}\""
    )]
    public async Task Graders_fit_what_is_expected(string header, string row, string grader)
    {
        _bench.Write("data.csv", header + Rows(row, 40));

        var init = await _bench.RunAsync("init", "--from", "data.csv");
        var check = await _bench.RunAsync("check");

        Assert.True(init.Exit == 0, init.Error);
        Assert.Contains(grader, _bench.Read("evalsets/data/evalset.yaml"), StringComparison.Ordinal);
        Assert.True(check.Exit == 0, check.Out);
    }

    [Fact]
    public async Task Columns_that_can_not_be_told_are_asked_for_by_their_options()
    {
        _bench.Write("data.csv", "alpha,beta,gamma\n" + Rows("{0},x {0},y {0}\n", 30));

        var init = await _bench.RunAsync("init", "--from", "data.csv");
        var told = await _bench.RunAsync("init", "--from", "data.csv", "--input", "alpha", "beta", "--expected", "gamma");

        Assert.Equal(2, init.Exit);
        Assert.Equal(
            """
            data.csv: Which column holds the right answer? Name it: --expected “…”, one of: alpha, beta, gamma
            data.csv: Which columns is the prompt to read? Name them: --input “…”, of: alpha, beta, gamma
            2 problems. Nothing was sent.

            """,
            init.Error
        );
        Assert.True(told.Exit == 0, told.Error);
        Assert.StartsWith("id,split,alpha,beta,expected\n", _bench.Read("evalsets/data/items.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_is_never_given_the_answer_to_read()
    {
        _bench.Write("data.csv", "text,label\n" + Rows("{0},x\n", 30));

        var init = await _bench.RunAsync("init", "--from", "data.csv", "--input", "label", "--expected", "label");

        Assert.Equal(2, init.Exit);
        Assert.Contains(
            "“label” is what is expected; a prompt that reads it would be told the answer.",
            init.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Rows_without_an_answer_are_left_out_and_counted()
    {
        _bench.Write("data.csv", "text,label\n" + Rows("{0} is said,{2}\n", 30) + "one more,\nand one,\n");

        var init = await _bench.RunAsync("init", "--from", "data.csv");

        Assert.Contains(
            "warning: data.csv:32: 2 of 32 rows have nothing in “label” and were left out; this is the first one.",
            init.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(30, EvalSet.Load(Path.Combine(_bench.Folder, "evalsets/data")).Count);
    }

    [Fact]
    public async Task In_a_project_the_draft_and_the_eval_set_are_added_and_its_files_stay()
    {
        await _bench.RunAsync("init");
        var before = _bench.Read("promptlab.yaml");
        WriteBytes("emails.csv", Excel(30));

        var init = await _bench.RunAsync("init", "--from", "emails.csv", "--name", "queue");

        Assert.True(init.Exit == 0, init.Error);
        Assert.Equal(before, _bench.Read("promptlab.yaml"));
        Assert.True(File.Exists(Path.Combine(_bench.Folder, "prompts/queue/draft.prompt.md")));
    }

    [Theory]
    [InlineData("OPENAI_API_KEY", "kind: openai")]
    [InlineData("AZURE_OPENAI_ENDPOINT", "kind: azure-openai")]
    [InlineData("ANTHROPIC_API_KEY", "kind: anthropic")]
    public async Task The_model_is_the_one_whose_key_is_set_and_the_key_is_not_written(string variable, string kind)
    {
        _bench.Variables[variable] = "https://secret.example/";

        var init = await _bench.RunAsync("init", "--model", "some-model");
        var check = await _bench.RunAsync("check");

        Assert.True(init.Exit == 0, init.Error);
        Assert.True(check.Exit == 0, check.Out);
        Assert.Contains(kind + "\n", _bench.Read("promptlab.yaml"), StringComparison.Ordinal);
        Assert.Contains("id: \"some-model\"", _bench.Read("promptlab.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", _bench.Read("promptlab.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_set_without_splits_is_told_of_before_the_first_call()
    {
        await using var server = await ChatServer.StartAsync(_ => "billing");
        _bench.Variables["OPENAI_BASE_URL"] = server.Address;
        await _bench.RunAsync("init", "--model", "stub");

        var run = await _bench.RunAsync("run", "--dry-run");

        Assert.Equal(0, server.Calls);
        Assert.Contains("promptlab split-evalset triage", run.Error, StringComparison.Ordinal);
        Assert.Contains("this run uses up any later holdout", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Größe (cm)", "groesse_cm")]
    [InlineData("Ticket-Nr.", "ticket_nr")]
    [InlineData("Élève", "eleve")]
    [InlineData("2nd line", "nd_line")]
    [InlineData("問い合わせ", "message")]
    public void A_column_gives_the_name_of_a_variable(string column, string name) => Assert.Equal(name, VariableName.Of(column, "message"));

    public void Dispose() => _bench.Dispose();

    private void WriteBytes(string file, byte[] bytes) => File.WriteAllBytes(Path.Combine(_bench.Folder, file), bytes);

    // As Excel of a German machine saves “CSV UTF-8”.
    private static byte[] Excel(int rows)
    {
        var text = new StringBuilder("\uFEFFTicketnummer;Kundentext;Kategorie;Bearbeiter;\r\n");
        for (var row = 0; row < rows; row++)
            text.Append(FormattableString.Invariant($"T-{row + 1};\"Größe {row}; bitte, oder 26\"\"?\";{Queues[row % 3]};Müller;\r\n"));
        return Encoding.UTF8.GetBytes(text.Append(";;;;\r\n").ToString());
    }

    private static string Rows(string row, int count) =>
        string.Concat(
            Enumerable
                .Range(1, count)
                .Select(number =>
                    string.Format(
                        System.Globalization.CultureInfo.InvariantCulture,
                        row,
                        Words(number),
                        number,
                        number % 2 == 0 ? "yes" : "no"
                    )
                )
        );

    // Texts that no rule takes for the same.
    private static string Words(int number) => $"w{number}a w{number}b w{number}c w{number}d";
}
