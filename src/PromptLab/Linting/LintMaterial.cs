using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Settings;

namespace PromptLab.Linting;

/// <summary>
/// What is linted: of each prompt the latest version, the labelled ones, and the draft if it differs from the latest; and all
/// eval sets.
/// </summary>
/// <remarks>Other frozen versions are skipped: they cannot be changed, and no label points to them.</remarks>
internal sealed class LintMaterial
{
    private LintMaterial(IReadOnlyList<LintedPrompt> prompts, IReadOnlyList<LintedSet> sets)
    {
        Prompts = prompts;
        Sets = sets;
    }

    internal IReadOnlyList<LintedPrompt> Prompts { get; }

    internal IReadOnlyList<LintedSet> Sets { get; }

    /// <summary>Selects what to lint.</summary>
    /// <param name="config">The experiments, which say which prompts are run on which eval sets.</param>
    /// <param name="library">Supplies the labels.</param>
    /// <param name="prompts">All valid prompts.</param>
    /// <param name="evalSets">All valid eval sets.</param>
    public static LintMaterial Of(
        ProjectConfig config,
        PromptLibrary library,
        IReadOnlyList<Prompt> prompts,
        IReadOnlyList<EvalSet> evalSets
    )
    {
        var sets = evalSets.ToDictionary(
            set => set.Name,
            set => new LintedSet(
                set,
                [
                    .. config
                        .Experiments.Values.Where(experiment => experiment.EvalSets.Contains(set.Name, StringComparer.Ordinal))
                        .Select(experiment => experiment.Splits),
                ]
            ),
            StringComparer.Ordinal
        );
        var run = config
            .Experiments.Values.SelectMany(experiment =>
                experiment.Prompts.SelectMany(reference =>
                    experiment.EvalSets.Select(set => (PromptReference.Parse(reference).Name, EvalSet: set))
                )
            )
            .Distinct()
            .ToLookup(pair => pair.Name, pair => pair.EvalSet, StringComparer.Ordinal);
        IEnumerable<LintedSet> SetsOf(Prompt prompt) =>
            run.Contains(prompt.Name)
                ? run[prompt.Name].Where(sets.ContainsKey).Select(name => sets[name])
                : OnlyFitting(prompt, sets.Values);

        var linted = prompts.GroupBy(prompt => prompt.Name, StringComparer.Ordinal).SelectMany(texts => SelectLinted([.. texts], library));
        return new LintMaterial([.. linted.Select(prompt => new LintedPrompt(prompt, [.. SetsOf(prompt)]))], [.. sets.Values]);
    }

    /// <summary>What one run asks: the newest of its versions of each prompt, with its eval set.</summary>
    public static LintMaterial OfRun(IEnumerable<Prompt> prompts, EvalSet evalSet)
    {
        var set = new LintedSet(evalSet, []);
        return new LintMaterial(
            [
                .. prompts
                    .GroupBy(prompt => prompt.Name, StringComparer.Ordinal)
                    .Select(versions => new LintedPrompt(versions.Last(), [set])),
            ],
            [set]
        );
    }

    // A prompt that no experiment names is held against the one eval set whose items have all that it asks for.
    private static IEnumerable<LintedSet> OnlyFitting(Prompt prompt, IEnumerable<LintedSet> sets)
    {
        var needed = prompt.Variables.Where(variable => variable.Required).Select(variable => variable.Name).ToList();
        var fitting = sets.Where(set =>
                needed.Count > 0 && set.EvalSet.Items is [var item, ..] && needed.TrueForAll(item.Input.ContainsKey)
            )
            .Take(2)
            .ToList();
        return fitting.Count == 1 ? fitting : [];
    }

    private static IEnumerable<Prompt> SelectLinted(IReadOnlyList<Prompt> texts, PromptLibrary library)
    {
        var latest = texts.LastOrDefault(prompt => prompt.Version != PromptLibrary.Draft);
        var labelled = library.Labels(texts[0].Name, new Problems()).Select(label => label.Version).ToHashSet(StringComparer.Ordinal);
        return texts.Where(prompt =>
            prompt.Version == latest?.Version
            || labelled.Contains(prompt.Version)
            || (prompt.Version == PromptLibrary.Draft && prompt.Hash != latest?.Hash)
        );
    }
}
