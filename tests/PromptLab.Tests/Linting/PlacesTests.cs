namespace PromptLab.Tests.Linting;

/// <summary>What stands in the wrong place of a prompt, and sets that are too small.</summary>
public sealed class PlacesTests : IDisposable
{
    private readonly LintBench _bench = new();

    [Theory]
    [InlineData("They are sent back within thirty days")]
    [InlineData("WD-4418-B")]
    public async Task An_expected_answer_in_the_prompt_is_found(string answer)
    {
        FreeAnswers();
        _bench.Items[6] = $"t-07,dev,message 7,{answer}";
        _bench.Sections["Context"] = $"Of returns we say: “{answer.ToUpperInvariant()}”.";

        Assert.Equal(
            $"warning: prompts/triage/draft.prompt.md:41: The expected answer “{answer}” of the item “t-07” of dev (evalsets/tickets/items.csv:8) stands in this section. The prompt then gives away what it is asked: take it out, or move the item to train. [expected-in-prompt]",
            await _bench.FindAsync()
        );
    }

    [Theory]
    [InlineData("dev", "I do not know")] // what a prompt may well offer as an answer
    [InlineData("train", "They are sent back within thirty days")] // not measured
    public async Task A_short_answer_and_one_of_train_may_stand_there(string split, string answer)
    {
        FreeAnswers();
        _bench.Items.Add($"t-51,{split},message 51,{answer}");
        _bench.Sections["Context"] = $"Of returns we say: “{answer}”.";

        Assert.Equal("", await _bench.FindAsync());
    }

    [Fact]
    public async Task An_answer_of_several_items_may_stand_there()
    {
        FreeAnswers();
        _bench.Items[6] = "t-07,dev,message 7,They are sent back within thirty days";
        _bench.Items[7] = "t-08,dev,message 8,They are sent back within thirty days";
        _bench.Sections["Context"] = "They are sent back within thirty days.";

        Assert.Equal("", await _bench.FindAsync());
    }

    [Fact]
    public async Task Untrusted_text_among_the_instructions_is_found_at_its_line()
    {
        _bench.Sections["Context"] = "What we know:\n{message}";

        Assert.Equal(
            "warning: prompts/triage/draft.prompt.md:42: “{message}” is declared untrusted and stands under “# Context”, where the model reads it as an instruction. Move it to “# Current query”. [untrusted-in-instructions]",
            await _bench.FindAsync()
        );
    }

    // The task has 4,100 letters, which is more than 1,024 tokens of four; before it stand 7 (“Today: ”).
    [Fact]
    public async Task A_value_that_changes_before_long_text_that_does_not_is_found()
    {
        Dated(i => $"day {i}");

        Assert.Equal(
            "note: prompts/triage/draft.prompt.md:9: “{date}” changes from item to item and stands before 4,100 of 4,107 characters that never change. Providers cache equal beginnings from about 1,024 tokens on (about 4,096 characters), and here only 7 characters come first: put the sections that never change before “# Context”. [cache-order]",
            await _bench.FindAsync()
        );
    }

    [Fact]
    public async Task A_value_that_is_the_same_for_all_items_defeats_no_cache()
    {
        Dated(_ => "Monday");

        Assert.Equal("", await _bench.FindAsync());
    }

    [Fact]
    public async Task Fewer_than_fifty_items_are_told_with_what_they_can_show()
    {
        _bench.Items.RemoveRange(30, 20);

        Assert.Matches(
            @"^note: evalsets/tickets/evalset\.yaml: There are 30 items in dev, fewer than 50\. That many detect a true gain of about [0-9]+ points 4 times in 5 if an edit breaks 5% of the items; smaller gains are often missed\. Add items\. \[few-items\]$",
            await _bench.FindAsync()
        );
    }

    [Fact]
    public async Task A_prompt_that_no_experiment_runs_is_held_against_the_one_eval_set_that_has_what_it_asks_for()
    {
        await _bench.CheckAsync();
        _bench.Project.Write(
            "prompts/other/draft.prompt.md",
            _bench
                .Project.Read("prompts/triage/draft.prompt.md")
                .Replace("name: triage", "name: other", StringComparison.Ordinal)
                .Replace("billing", "red", StringComparison.Ordinal)
        );

        var one = (await _bench.Project.RunAsync("check")).Out;
        _bench.Project.CopyFolder(Path.Combine(_bench.Project.Folder, "evalsets/tickets"), "evalsets/second");
        _bench.Project.Write(
            "evalsets/second/evalset.yaml",
            _bench.Project.Read("evalsets/second/evalset.yaml").Replace("name: tickets", "name: second", StringComparison.Ordinal)
        );
        var two = (await _bench.Project.RunAsync("check")).Out;

        const string Finding = "warning: prompts/other/draft.prompt.md:13: The prompt never names the label “billing” of";
        Assert.Contains(Finding, one, StringComparison.Ordinal);
        Assert.DoesNotContain(Finding, two, StringComparison.Ordinal); // which of the two it is for is not known
    }

    [Fact]
    public async Task A_run_warns_before_its_calls_of_labels_that_the_prompt_never_names()
    {
        _bench.Sections["Task"] = "Say which queue the message belongs to: red or technical.";
        _bench.Sections.Remove("Examples");
        await _bench.CheckAsync();

        var said = await _bench.Project.RunAsync("run", "--prompt", "triage@draft", "--evalset", "tickets", "--model", "main", "--dry-run");
        _bench.Lint = "{ silence: [{ id: label-missing, where: prompts/*, reason: r }] }";
        await _bench.CheckAsync();
        var silenced = await _bench.Project.RunAsync(
            "run",
            "--prompt",
            "triage@draft",
            "--evalset",
            "tickets",
            "--model",
            "main",
            "--dry-run"
        );

        Assert.Contains("The prompt never names the label “billing” of", said.Error, StringComparison.Ordinal);
        Assert.Contains("[label-missing]", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("label-missing", silenced.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_that_no_eval_set_fits_is_checked_alone()
    {
        await _bench.CheckAsync();
        _bench.Project.Write(
            "prompts/other/draft.prompt.md",
            _bench
                .Project.Read("prompts/triage/draft.prompt.md")
                .Replace("name: triage", "name: other", StringComparison.Ordinal)
                .Replace("billing", "red", StringComparison.Ordinal)
                .Replace("Reply with one word and nothing else.", "Never reply. Always reply.", StringComparison.Ordinal)
                .Replace("message: {", "letter: {", StringComparison.Ordinal)
                .Replace("{message}", "{letter}", StringComparison.Ordinal)
        );

        var result = await _bench.Project.RunAsync("check");

        Assert.StartsWith(
            "warning: prompts/other/draft.prompt.md:15: “Always reply.” contradicts “Never reply.” (line 15).",
            result.Out,
            StringComparison.Ordinal
        );
        Assert.Equal(2, result.Out.TrimEnd('\n').Split('\n').Length);
    }

    public void Dispose() => _bench.Dispose();

    private void FreeAnswers()
    {
        _bench.Grader = "{ id: right, type: contains }";
        for (var i = 0; i < 50; i++)
            _bench.Items[i] = $"t-{i},dev,message {i},answer {i}";
    }

    private void Dated(Func<int, string> day)
    {
        _bench.Variables = "{ message: { required: true, trust: untrusted }, date: {} }";
        _bench.Column("date", day);
        _bench.Sections.Clear();
        _bench.Sections["Context"] = "Today: {date}";
        _bench.Sections["Task"] = "billing technical " + new string('x', 4082);
    }
}
