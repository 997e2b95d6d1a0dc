using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>Which of the texts of a number keeps it, and which one gets the next.</summary>
/// <param name="Kept">The lock's line of the text that keeps the number.</param>
/// <param name="Line">The lock's line of the other text: of its old number, or of its new one where it has that already.</param>
/// <param name="Moved">The other text; null where it has its new number already.</param>
internal sealed record RenumberChoice(LockedVersion Kept, LockedVersion Line, (string Text, Prompt Prompt)? Moved)
{
    /// <summary>True where the text has to be given a number; false where only what follows it may be left to do.</summary>
    public bool IsNew => Moved is not null;

    /// <summary>Chooses: the text in the version's file keeps the number, and ours does where the file is in conflict.</summary>
    /// <param name="name">The prompt.</param>
    /// <param name="version">The number.</param>
    /// <param name="lines">Every line of the lock.</param>
    /// <param name="texts">The texts that are known.</param>
    /// <param name="chosen">The text that the user wants to be renumbered; null where the user did not say.</param>
    /// <param name="shownLock">The lock's name to use in messages.</param>
    /// <param name="problems">Collects the problems.</param>
    public static RenumberChoice? Of(
        string name,
        string version,
        IReadOnlyList<LockedVersion> lines,
        TextsOfNumber texts,
        string? chosen,
        string shownLock,
        Problems problems
    )
    {
        var current = PromptLock.WithoutRenumbered(lines).ToList();
        var own = current.Where(line => line.Version == version).DistinctBy(line => line.Hash).ToList();
        if (own.Count > 1 && EarlierConflict(version, current) is { } earlier)
            problems.Add(shownLock, null, $"{earlier} has several texts too, and comes first: promptlab renumber {name}@{earlier}");
        else if (own.Count > 1)
            return Choose(name, version, own, texts, chosen, problems);
        else if (own is [var only] && current.LastOrDefault(line => line.Was == version) is { } done)
            return new RenumberChoice(only, done, Moved: null);
        else
            problems.Add(
                shownLock,
                own is [var single] ? single.Line : null,
                own.Count == 1
                    ? $"{name}@{version} has one text, so there is nothing to renumber."
                    : $"{version} is not in the lock, so there is nothing to renumber. Name a version that was frozen twice, such as {name}@v3."
            );
        return null;
    }

    private static RenumberChoice? Choose(
        string name,
        string version,
        List<LockedVersion> own,
        TextsOfNumber texts,
        string? chosen,
        Problems problems
    )
    {
        var wanted = chosen is null ? null : own.Find(line => texts.Find(line)?.Text == TextFile.Normalise(chosen));
        if (chosen is not null && wanted is null)
            problems.Add(
                "--text",
                null,
                $"This file is none of the texts that {name}@{version} was frozen with: its hash is not in the lock."
            );
        var kept = own.Find(line => line != wanted && line.Hash == texts.Ours?.Hash)
            ?? own.Find(line => line != wanted && line.Hash == texts.Theirs?.Hash)
            ?? own.Find(line => line != wanted && texts.Find(line) is not null);
        var moved = wanted ?? own.Find(line => line != kept && texts.Find(line) is not null);
        if (problems.HasErrors)
            return null;
        if (kept is not null && moved is not null)
            return new RenumberChoice(kept, moved, texts.Find(moved));
        var missing = own.Find(line => texts.Find(line) is null)!;
        problems.Add(
            $"{name}@{version}",
            null,
            $"The text {ContentHash.Short(missing.Hash)} is neither in the version's file nor in version control. Save it as a file, from the branch that has it, and name it: promptlab renumber {name}@{version} --text FILE"
        );
        return null;
    }

    private static string? EarlierConflict(string version, IReadOnlyList<LockedVersion> current) =>
        current
            .Where(line => PromptVersion.SortKey(line.Version) < PromptVersion.SortKey(version))
            .GroupBy(line => line.Version, StringComparer.Ordinal)
            .Where(group => group.DistinctBy(line => line.Hash).Count() > 1)
            .MinBy(group => PromptVersion.SortKey(group.Key))
            ?.Key;
}
