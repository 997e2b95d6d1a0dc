using PromptLab.Prompts;
using PromptLab.Results;

namespace PromptLab.Progress;

/// <summary>Which elements of a prompt its versions have changed, by their names in a version's changes.</summary>
/// <param name="SinceAccepted">The elements that versions after the last accepted one changed.</param>
/// <param name="Ever">The elements that any measured version changed.</param>
/// <param name="Untried">The elements that a version could change and none did.</param>
internal sealed record SectionCoverage(IReadOnlyList<string> SinceAccepted, IReadOnlyList<string> Ever, IReadOnlyList<string> Untried)
{
    private const string ExamplesOption = "render.examples";
    private const string HistoryOption = "render.history";

    /// <summary>The coverage by a prompt’s measured versions.</summary>
    /// <param name="history">The measured versions; null where nothing is measured.</param>
    /// <param name="latest">The latest version, or the draft where there is none; null where neither exists or is readable.</param>
    public static SectionCoverage Of(VersionHistory? history, Prompt? latest)
    {
        var ever = Changed(history?.Attempts ?? [], history?.LostRaces ?? []);
        return new SectionCoverage(
            Changed(history?.Misses ?? [], history?.RacesMissed ?? []),
            ever,
            [.. PartsOf(latest).Except(ever, StringComparer.Ordinal)]
        );
    }

    private static IReadOnlyList<string> Changed(IEnumerable<Attempt> attempts, IEnumerable<LostRace> races) =>
        [
            .. attempts
                .SelectMany(attempt => attempt.Changed)
                .Concat(races.SelectMany(race => race.Changed))
                .Distinct(StringComparer.Ordinal),
        ];

    // As PromptChanges names them. The current query and the conversation history come from the items, not from the author.
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
            .. prompt?.Tools.Count > 0 ? ["tools"] : Array.Empty<string>(),
        ];
    }

    private static bool Has(Prompt? prompt, SectionKind kind) => prompt?.Sections.Any(section => section.Kind == kind) == true;
}
