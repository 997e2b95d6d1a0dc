using System.Globalization;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Planning;
using PromptLab.Results;

namespace PromptLab.Experiments;

/// <summary>The choices that a run was started with. A resumed run keeps them; options that contradict them are errors.</summary>
internal static class OriginalChoice
{
    /// <summary>The filter that selected the run's items.</summary>
    public static ItemFilter FilterOf(RunRecord run) =>
        new()
        {
            Splits = run.EvalSet.Split,
            Ids = run.EvalSet.Selection?.Items ?? [],
            Tags = run.EvalSet.Selection?.Tags ?? [],
            Limit = run.EvalSet.Selection?.Limit,
            Seed = run.EvalSet.Selection?.Seed,
        };

    /// <summary>Adds a problem for every option that contradicts the original choices.</summary>
    /// <param name="options">The options of the resuming command.</param>
    /// <param name="runs">The runs to resume, at least one.</param>
    /// <param name="siblings">All runs of the original command: its options may also name runs that are complete.</param>
    /// <param name="problems">Collects the contradictions.</param>
    public static void CheckAgainst(RunOptions options, IReadOnlyList<RunRecord> runs, IReadOnlyList<RunRecord> siblings, Problems problems)
    {
        var (first, filter) = (runs[0], FilterOf(runs[0]));
        RequireSame("the experiment", options.Experiment, first.Experiment);
        RequireSameOfEach("--prompt", options.Prompts, run => run.Prompt.Reference);
        RequireSameOfEach("--model", options.Models, run => run.Model.Alias ?? "");
        RequireSame("--evalset", options.EvalSet, first.EvalSet.Name);
        RequireSameSet("--split", options.Splits, filter.Splits);
        RequireSameSet("--items", options.Items, filter.Ids);
        RequireSameSet("--tag", options.Tags, filter.Tags);
        RequireSame("--limit", Text(options.Limit), Text(filter.Limit));
        RequireSame("--seed", Text(options.Seed), Text(filter.Seed));
        RequireSame("--repeats", Text(options.Repeats), Text(first.Repeats));

        void RequireSame(string option, string? given, string? original)
        {
            if (given is not null && given != original)
            {
                problems.Add(
                    option,
                    null,
                    $"The run {first.RunId} was begun with {original ?? "none"}, not with {given}, and goes on as it was begun. Leave this out, or begin a new run without --resume."
                );
            }
        }

        void RequireSameOfEach(string option, IReadOnlyList<string> given, Func<RunRecord, string> select)
        {
            if (Join(given) != Join(siblings.Select(select)))
                RequireSameSet(option, given, runs.Select(select));
        }

        void RequireSameSet(string option, IReadOnlyList<string> given, IEnumerable<string> original)
        {
            if (given.Count > 0)
                RequireSame(option, Join(given), Join(original) is { Length: > 0 } joined ? joined : null);
        }
    }

    private static string Join(IEnumerable<string> values) =>
        string.Join(", ", values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
