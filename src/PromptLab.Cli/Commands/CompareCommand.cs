using System.CommandLine;
using PromptLab.Cli.Views;
using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Reporting;
using PromptLab.Results;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab compare BASELINE CANDIDATE</c>: two runs, item by item.</summary>
internal static class CompareCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var baseline = new Argument<string>("baseline") { Description = "A run, by id or the end of its id, or a prompt version: its latest run." };
        var candidate = new Argument<string>("candidate") { Description = "The run to compare with it." };
        var csv = new Option<string?>("--csv") { Description = "Write the items side by side to this file." };
        var json = JsonOption.Create();
        var command = new Command("compare", "Pair two runs item by item: what was fixed, what was broken.") { baseline, candidate, csv, json };
        command.SetAction((parsed, _) => Task.FromResult(Run(
            parsed.GetRequiredValue(baseline), parsed.GetRequiredValue(candidate), parsed.GetValue(csv), parsed.GetValue(json), surroundings)));
        return command;
    }

    private static int Run(string baseline, string candidate, string? csv, bool json, Surroundings surroundings)
    {
        var project = Project.Open(surroundings);
        var problems = new Problems();
        var after = RunReferences.Find(project, candidate, like: null, problems);
        var before = RunReferences.Find(project, baseline, after, problems);
        after = after is not null && before is not null ? RunReferences.Find(project, candidate, before, problems) : after;
        problems.ThrowIfAny();
        var comparison = RunComparison.Between(SideOf(project, before!, problems), SideOf(project, after!, problems));
        IReadOnlyList<string> differences = [.. Comparability.Between(RunFacts.Of(before!), RunFacts.Of(after!)), .. NotWhole("baseline", before!), .. NotWhole("candidate", after!)];
        surroundings.Conclude(problems);
        if (comparison.Pairs.Count == 0)
            throw new InputException(candidate, null, "The two runs have no item in common, so there is nothing to compare. " + string.Join(' ', differences));
        if (csv is not null)
            WriteCsv(comparison, Path.Combine(surroundings.WorkingDirectory, csv), csv);
        if (json)
            surroundings.Write(CompareReport.Of(comparison, before!, after!, differences));
        else
            CompareView.Write(surroundings.Console, comparison, differences);
        return ExitCodes.Done;
    }

    private static IEnumerable<string> NotWhole(string side, RunRecord run)
    {
        if (run.Status != RunStatus.Completed)
            yield return $"The {side} is {run.Status.ToString().ToLowerInvariant()}: {Shown.Of(run.Totals?.Scored ?? 0, "score")} of {Shown.Of(run.EvalSet.Items, "item")} asked {Shown.Of(run.Repeats, "time")}.";
    }

    private static ComparedRun SideOf(Project project, RunRecord run, Problems problems) =>
        new(run.Prompt.Reference, run.RunId, project.Runs.ReadResults(run.RunId, problems));

    private static void WriteCsv(RunComparison comparison, string path, string shownAs)
    {
        var table = new StringWriter();
        SideBySideCsv.Write(comparison, table);
        try
        {
            TextFile.WriteAtomically(path, table.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(shownAs, null, $"The file can't be written: {e.Message}");
        }
    }
}
