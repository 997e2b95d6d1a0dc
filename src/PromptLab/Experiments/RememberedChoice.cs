using System.Globalization;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Planning;
using PromptLab.Results;

namespace PromptLab.Experiments;

/// <summary>The choices that a run was begun with. They hold when it goes on; a command line that says otherwise is an error.</summary>
internal static class RememberedChoice
{
    /// <summary>The filter that chose the run's items.</summary>
    public static ItemFilter FilterOf(RunRecord run) =>
        new()
        {
            Splits = run.EvalSet.Split,
            Ids = run.EvalSet.Selection?.Items ?? [],
            Tags = run.EvalSet.Selection?.Tags ?? [],
            Limit = run.EvalSet.Selection?.Limit,
            Seed = run.EvalSet.Selection?.Seed,
        };

    /// <summary>Notes every option that contradicts what the runs were begun with.</summary>
    /// <param name="request">The command line.</param>
    /// <param name="runs">The runs that go on.</param>
    /// <param name="together">All runs that were begun by the same command: those that are complete may be named too.</param>
    /// <param name="problems">Where contradictions go.</param>
    public static void CheckAgainst(RunOptions request, IReadOnlyList<RunRecord> runs, IReadOnlyList<RunRecord> together, Problems problems)
    {
        var (first, filter) = (runs[0], FilterOf(runs[0]));
        Same("the experiment", request.Experiment, first.Experiment);
        SameOfEach("--prompt", request.Prompts, run => run.Prompt.Reference);
        SameOfEach("--model", request.Models, run => run.Model.Alias ?? "");
        Same("--evalset", request.EvalSet, first.EvalSet.Name);
        SameAll("--split", request.Splits, filter.Splits);
        SameAll("--items", request.Items, filter.Ids);
        SameAll("--tag", request.Tags, filter.Tags);
        Same("--limit", Text(request.Limit), Text(filter.Limit));
        Same("--seed", Text(request.Seed), Text(filter.Seed));
        Same("--repeats", Text(request.Repeats), Text(first.Repeats));

        void Same(string option, string? given, string? remembered)
        {
            if (given is not null && given != remembered)
            {
                problems.Add(
                    option,
                    null,
                    $"The run {first.RunId} was begun with {remembered ?? "none"}, not with {given}, and goes on as it was begun. Leave this out, or begin a new run without --resume."
                );
            }
        }

        void SameOfEach(string option, IReadOnlyList<string> given, Func<RunRecord, string> of)
        {
            if (Joined(given) != Joined(together.Select(of)))
                SameAll(option, given, runs.Select(of));
        }

        void SameAll(string option, IReadOnlyList<string> given, IEnumerable<string> remembered)
        {
            if (given.Count > 0)
                Same(option, Joined(given), Joined(remembered) is { Length: > 0 } joined ? joined : null);
        }
    }

    private static string Joined(IEnumerable<string> values) =>
        string.Join(", ", values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
