using PromptLab.Projects;
using PromptLab.Prompts;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>diff</c>.</summary>
/// <param name="Before">The first version.</param>
/// <param name="After">The second version.</param>
/// <param name="Changes">The changed sections.</param>
/// <param name="Parts">The changes, line by line and word by word.</param>
internal sealed record DiffOutput(string Before, string After, IReadOnlyList<string> Changes, IReadOnlyList<PartDiff> Parts) : IJsonOutput
{
    public static DiffOutput Of(DiffResult result) =>
        new(result.Before.Reference, result.After.Reference, result.Diff.Changes, result.Diff.Parts);
}
