using PromptLab.Files;
using PromptLab.Prompts;

namespace PromptLab.Results;

/// <summary>
/// The texts that today's versions and drafts have. A row of the scoreboard belongs to a text: where two people froze the same
/// number, a version's name alone says nothing. Immutable.
/// </summary>
internal sealed class PromptTexts
{
    private readonly Dictionary<string, IReadOnlyList<(string Version, string Hash, string? Parent)>> _prompts;

    private PromptTexts(Dictionary<string, IReadOnlyList<(string Version, string Hash, string? Parent)>> prompts) => _prompts = prompts;

    /// <summary>Knows no prompt, so that every row goes by its version's name.</summary>
    public static PromptTexts None { get; } = new(new(StringComparer.Ordinal));

    /// <summary>The texts of some prompts; those that are not in the library go by the names in their rows.</summary>
    public static PromptTexts Of(PromptLibrary library, IEnumerable<string> prompts) =>
        new(
            prompts
                .Distinct(StringComparer.Ordinal)
                .Intersect(library.Names, StringComparer.Ordinal)
                .ToDictionary(name => name, name => TextsOf(library, name), StringComparer.Ordinal)
        );

    /// <summary>
    /// Today's version with the text of a row, under whatever number. Null where no version has it any more, and for responses
    /// recorded elsewhere. A row without a hash, and one of a prompt that is not here, goes by its version's name.
    /// </summary>
    public string? VersionOf(ScoreboardRow row) => VersionOf(row.Prompt, row.Version, row.PromptHash);

    /// <summary>Today's version with the text of a run, as for a row.</summary>
    public string? VersionOf(RunPrompt prompt) => VersionOf(prompt.Name, prompt.Version, prompt.Hash);

    /// <summary>
    /// The name under which a row is shown, such as <c>v3</c> or <c>v3 of another text</c>; null for responses recorded elsewhere.
    /// </summary>
    public string? NameOf(ScoreboardRow row) =>
        VersionOf(row)
        ?? (
            row.Version is not { } version ? null
            : _prompts[row.Prompt].Any(text => text.Version == version) ? $"{version} of another text"
            : PromptFile.IsDraft(version) ? version
            : $"{version}, text gone"
        );

    /// <summary>The hash of the text that a version has today; null where it is not here.</summary>
    public string? HashOf(string prompt, string? version) => TextOf(prompt, version).Hash;

    /// <summary>The version that a row's version was made from, by today's name; by the row where its text is not here.</summary>
    public string? ParentOf(ScoreboardRow row) => TextOf(row.Prompt, VersionOf(row)).Parent ?? row.Parent;

    /// <summary>The version that a run's version was made from, as for a row.</summary>
    public string? ParentOf(RunPrompt prompt) => TextOf(prompt.Name, VersionOf(prompt)).Parent ?? prompt.Parent;

    private (string? Version, string? Hash, string? Parent) TextOf(string prompt, string? version) =>
        _prompts.GetValueOrDefault(prompt)?.FirstOrDefault(text => text.Version == version) ?? default;

    // The lock knows what was frozen, even where the file was edited since.
    private static IReadOnlyList<(string Version, string Hash, string? Parent)> TextsOf(PromptLibrary library, string name)
    {
        var locked = library.ReadLock(name, new Problems());
        return
        [
            .. library
                .Versions(name)
                .Concat(library.Drafts(name))
                .Select(version => (Version: version, Prompt: library.Read(name, version, new Problems())))
                .Select(one =>
                    (
                        one.Version,
                        Hash: locked.FirstOrDefault(line => line.Version == one.Version)?.Hash ?? one.Prompt?.Hash,
                        one.Prompt?.Parent
                    )
                )
                .Where(one => one.Hash is not null)
                .Select(one => (one.Version, one.Hash!, one.Parent)),
        ];
    }

    // A text that was frozen twice keeps the name that the row gives it.
    private string? VersionOf(string prompt, string? version, string? hash)
    {
        if (version is null || hash is null || _prompts.GetValueOrDefault(prompt) is not { } texts)
            return version;
        var same = texts.Where(text => IsSame(text.Hash, hash) && PromptFile.IsDraft(text.Version) == PromptFile.IsDraft(version)).ToList();
        return same.Exists(text => text.Version == version) ? version
            : same is [var other, ..] ? other.Version
            : null;
    }

    // Rows hold the first digits.
    private static bool IsSame(string whole, string hash) =>
        hash.Length > ContentHash.Prefix.Length && whole.StartsWith(hash, StringComparison.Ordinal);
}
