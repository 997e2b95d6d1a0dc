using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace PromptLab.Tests.Cli;

/// <summary>The commands that make, freeze, show and label prompts.</summary>
public sealed class PromptCommandsTests : IAsyncLifetime
{
    private readonly TestBench _bench = new() { Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)) };

    public async ValueTask InitializeAsync()
    {
        SmallProject.WriteConfig(_bench, "http://127.0.0.1:1/v1");
        SmallProject.WriteDraft(_bench, "Say yes or no.");
        await _bench.RunAsync("freeze", "triage", "--hypothesis", "The plainest prompt.", "--title", "Baseline");
    }

    public ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void A_frozen_version_is_the_drafts_text_with_its_place_in_the_row()
    {
        Assert.Equal(
            """
            ---
            schema: promptlab/prompt@1
            name: triage
            version: v1
            hypothesis: "The plainest prompt."
            title: "Baseline"
            created: 2026-11-24
            changes: []
            parent: null
            variables:
              message: { required: true, trust: untrusted }
            ---

            # Task

            Say yes or no.

            # Current query

            {message}

            """,
            _bench.Read("prompts/triage/v1.prompt.md")
        );
        Assert.Matches("\nv1 sha256:[0-9a-f]{64} meta:[0-9a-f]{8} 2026-11-24T12:00:00Z\n$", _bench.Read("prompts/triage/versions.lock"));
        Assert.Contains("\nparent: v1\n", _bench.Read("prompts/triage/draft.prompt.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_draft_becomes_the_next_version_with_what_changed()
    {
        Edit("draft", "Say yes or no.", "Say just yes or no.");

        var result = await _bench.RunAsync("freeze", "triage", "--hypothesis", "Shorter replies.", "--json");

        Assert.True(result.Exit == 0, result.Error);
        var frozen = JsonNode.Parse(result.Out)!;
        Assert.Equal(
            ("triage@v2", "v1", "[\"task\"]"),
            (frozen["reference"]!.GetValue<string>(), frozen["parent"]!.GetValue<string>(), frozen["changes"]!.ToJsonString())
        );
    }

    [Fact]
    public async Task Comments_and_lines_of_the_author_stay_as_they_are()
    {
        Edit("draft", "schema: promptlab/prompt@1", "schema: promptlab/prompt@1   # the format");
        Edit("draft", "Say yes or no.", "Say yes, or no.");

        await _bench.RunAsync("freeze", "triage", "--hypothesis", "A comma.");

        Assert.StartsWith(
            "---\nschema: promptlab/prompt@1   # the format\n",
            _bench.Read("prompts/triage/v2.prompt.md"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_draft_that_changes_nothing_or_has_no_hypothesis_is_refused_and_no_file_changes()
    {
        var before = _bench.Read("prompts/triage/versions.lock");

        var result = await _bench.RunAsync("freeze", "triage");

        Assert.Equal(2, result.Exit);
        Assert.Equal(
            """
            prompts/triage/draft.prompt.md: The draft is the same as triage@v1: the model would see no difference. Change one section first.
            prompts/triage/draft.prompt.md: There is no hypothesis. Say what you expect to be fixed, before it is measured: promptlab freeze triage --hypothesis "…"
            2 problems. Nothing was sent.

            """,
            result.Error
        );
        Assert.Equal(before, _bench.Read("prompts/triage/versions.lock"));
    }

    [Fact]
    public async Task On_a_terminal_the_hypothesis_is_asked_for()
    {
        Edit("draft", "Say yes or no.", "Say just yes or no.");
        _bench.IsInteractive = true;

        var result = await _bench.RunAsync("Shorter replies.\n", TestContext.Current.CancellationToken, "freeze", "triage");

        Assert.Equal((0, "What do you expect this change to fix? "), (result.Exit, result.Error));
        Assert.Contains("hypothesis: \"Shorter replies.\"\n", _bench.Read("prompts/triage/v2.prompt.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_changes_are_a_warning_an_error_in_ci_and_allowed_with_a_reason()
    {
        Edit("draft", "Say yes or no.", "Say just yes or no.");
        Edit("draft", "{message}", "Question: {message}");

        var strict = await _bench.RunAsync("freeze", "triage", "--hypothesis", "Both.", "--ci");
        var allowed = await _bench.RunAsync(
            "freeze",
            "triage",
            "--hypothesis",
            "Both.",
            "--ci",
            "--allow-many",
            "They only work together."
        );

        Assert.Equal(2, strict.Exit);
        Assert.StartsWith(
            "prompts/triage/draft.prompt.md: 2 elements change against triage@v1: task, current_query.",
            strict.Error,
            StringComparison.Ordinal
        );
        Assert.True(allowed.Exit == 0, allowed.Error);
        Assert.Contains("allow_many: \"They only work together.\"\n", _bench.Read("prompts/triage/v2.prompt.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_frozen_version_is_an_error_that_says_how_to_make_a_draft()
    {
        Edit("v1", "Say yes or no.", "Say no.");

        var result = await _bench.RunAsync("show", "triage@v1");

        Assert.Equal(2, result.Exit);
        Assert.Matches(
            "^prompts/triage/v1.prompt.md: triage@v1 was edited after it was frozen: it is sha256:[0-9a-f]{12}, and was sha256:[0-9a-f]{12}\\. Restore it from version control; to change it, copy it to draft.prompt.md with “version: draft” and freeze that\\.\n",
            result.Error
        );
    }

    [Fact]
    public async Task A_version_that_the_lock_does_not_know_is_used_with_a_warning()
    {
        File.Delete(Path.Combine(_bench.Folder, "prompts/triage/versions.lock"));

        var result = await _bench.RunAsync("show", "triage@v1");

        Assert.Equal(
            (
                0,
                "warning: prompts/triage/v1.prompt.md: v1 is not in prompts/triage/versions.lock, so nobody would notice an edit of it. Make versions from drafts: promptlab freeze triage. Where the draft has the same text, that enters v1.\n"
            ),
            (result.Exit, result.Error)
        );
    }

    [Theory]
    [InlineData("triage@v2", "triage@v2: triage has no version or label “v2”. Did you mean “v1”?")]
    [InlineData("triage@producton", "triage@producton: triage has no version or label “producton”. Did you mean “production”?")]
    [InlineData("triag@v1", "triag@v1: There is no prompt “triag” in prompts. Did you mean “triage”?")]
    [InlineData("triage@sha256:12", "triage@sha256:12: Give at least 6 digits of the hash.")]
    [InlineData(
        "triage@sha256:000000",
        "triage@sha256:000000: No frozen version of triage has this hash; see prompts/triage/versions.lock."
    )]
    public async Task A_reference_that_leads_nowhere_is_an_error_and_never_a_fallback(string reference, string problem)
    {
        await _bench.RunAsync("label", "triage@v1", "production");

        var result = await _bench.RunAsync("show", reference);

        Assert.Equal((2, problem + "\n1 problem. Nothing was sent.\n"), (result.Exit, result.Error));
    }

    [Fact]
    public async Task Every_form_of_reference_leads_to_its_version()
    {
        await _bench.RunAsync("label", "triage@v1", "production");
        var hash = _bench.Read("prompts/triage/versions.lock").Split("\nv1 ")[1][..20];
        var expected = (await _bench.RunAsync("show", "triage@v1")).Out;

        foreach (var reference in new[] { "triage", "triage@latest", "triage@production", "triage@" + hash, "triage@draft" })
            Assert.Equal(expected, (await _bench.RunAsync("show", reference)).Out);
    }

    [Fact]
    public async Task A_label_moves_and_the_files_comments_stay()
    {
        _bench.Write(
            "prompts/triage/labels.yaml",
            "# Moving production is a release decision.\nschema: promptlab/labels@1\nlabels:\n  baseline: v1 # the first\n"
        );
        Edit("draft", "Say yes or no.", "Say no.");
        await _bench.RunAsync("freeze", "triage", "--hypothesis", "x");

        var first = await _bench.RunAsync("label", "triage@v1", "staging");
        var second = await _bench.RunAsync("label", "triage@v2", "staging");
        var third = await _bench.RunAsync("label", "triage@v2", "baseline");

        Assert.Equal(
            ("triage@staging: new → v1\n", "triage@staging: v1 → v2\n", "triage@baseline: v1 → v2\n"),
            (first.Out, second.Out, third.Out)
        );
        Assert.Equal(
            "# Moving production is a release decision.\nschema: promptlab/labels@1\nlabels:\n  staging: v2\n  baseline: v2 # the first\n",
            _bench.Read("prompts/triage/labels.yaml")
        );
    }

    [Theory]
    [InlineData("triage@v1", "latest", "latest: “latest” is computed and can't be a label.")]
    [InlineData("triage@v1", "v7", "v7: “v7” is the name of a version and can't be a label.")]
    [InlineData(
        "triage@draft",
        "production",
        "triage@draft: A label points to a frozen version, and the draft still changes. Freeze it first: promptlab freeze triage"
    )]
    public async Task What_can_not_be_a_label_is_refused(string reference, string label, string problem)
    {
        var result = await _bench.RunAsync("label", reference, label);

        Assert.Equal((2, problem + "\n1 problem. Nothing was sent.\n"), (result.Exit, result.Error));
    }

    [Fact]
    public async Task A_difference_is_shown_word_by_word()
    {
        Edit("draft", "Say yes or no.", "Say only yes or maybe.\nBe brief.");

        var result = await _bench.RunAsync("diff", "triage@v1", "triage@draft");

        Assert.Equal(
            """
            triage@v1 → triage@draft: task

            task
            ~ Say {+only +}yes or [-no-]{+maybe+}.
            + Be brief.

            """,
            result.Out
        );
    }

    [Fact]
    public async Task A_new_prompt_has_a_draft_that_can_be_frozen_as_it_stands()
    {
        var made = await _bench.RunAsync("new", "sorting");
        var frozen = await _bench.RunAsync("freeze", "sorting");
        var again = await _bench.RunAsync("new", "sorting", "--from", "sorting@v1");

        Assert.Equal((0, 0), (made.Exit, frozen.Exit));
        Assert.Equal(
            "prompts/sorting/draft.prompt.md: There is a draft already. Freeze it, or edit it.\n1 problem. Nothing was sent.\n",
            again.Error
        );
    }

    private void Edit(string version, string before, string after)
    {
        var path = $"prompts/triage/{version}.prompt.md";
        Assert.Contains(before, _bench.Read(path), StringComparison.Ordinal);
        _bench.Write(path, _bench.Read(path).Replace(before, after, StringComparison.Ordinal));
    }
}
