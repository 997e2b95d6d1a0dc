using PromptLab.Prompts;

namespace PromptLab.Progress;

/// <summary>Which parts of a prompt were tried.</summary>
/// <param name="SinceAccepted">Those that versions after the last accepted one changed.</param>
/// <param name="Ever">Those that any measured version changed.</param>
/// <param name="Untried">Those that a version could change and none did.</param>
public sealed record SectionCoverage(IReadOnlyList<string> SinceAccepted, IReadOnlyList<string> Ever, IReadOnlyList<string> Untried)
{
    private const string ExamplesOption = "render.examples";
    private const string HistoryOption = "render.history";

    /// <summary>The coverage of a prompt’s attempts.</summary>
    /// <param name="history">The attempts; null where nothing is measured.</param>
    /// <param name="latest">The latest version, or the draft where nothing is frozen; null where neither can be read.</param>
    public static SectionCoverage Of(VersionHistory? history, Prompt? latest)
    {
        var ever = Changed(history?.Attempts ?? []);
        return new SectionCoverage(Changed(history?.Misses ?? []), ever, [.. PartsOf(latest).Except(ever, StringComparer.Ordinal)]);
    }

    private static IReadOnlyList<string> Changed(IEnumerable<Attempt> attempts) =>
        [.. attempts.SelectMany(attempt => attempt.Changed).Distinct(StringComparer.Ordinal)];

    // The words of PromptChanges. The current query and the history are what an item brings, not what an author tries.
    private static IEnumerable<string> PartsOf(Prompt? prompt)
    {
        var render = PromptIdentity
            .Render(new RenderOptions())
            .Select(option => $"render.{option.Key}")
            .Where(option =>
                (option != ExamplesOption || Has(prompt, SectionKind.Examples))
                && (option != HistoryOption || Has(prompt, SectionKind.ConversationHistory))
            );
        return
        [
            .. Enum.GetValues<SectionKind>()
                .Except([SectionKind.ConversationHistory, SectionKind.CurrentQuery])
                .Select(kind => kind.Word()),
            "order",
            .. render,
            "response_schema",
        ];
    }

    private static bool Has(Prompt? prompt, SectionKind kind) => prompt?.Sections.Any(section => section.Kind == kind) == true;
}
