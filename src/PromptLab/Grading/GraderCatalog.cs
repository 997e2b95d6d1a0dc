using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary>Every grader there is.</summary>
internal static class GraderCatalog
{
    // The name, how it is made (null with problems noted where it can't be), and whether not-<name> makes sense.
    private static readonly (string Name, Func<GraderSetup, IGrader?> Create, bool HasNot)[] All =
    [
        ("equals", EqualsGrader.Create, true),
        ("one-of", OneOfGrader.Create, true),
        ("contains", ContainsGrader.Create, true),
        ("contains-all", ContainsAllGrader.Create, true),
        ("contains-any", ContainsAnyGrader.Create, true),
        ("starts-with", StartsWithGrader.Create, true),
        ("regex", RegexGrader.Create, true),
        ("number", NumberGrader.Create, true),
        ("label", LabelGrader.Create, false),
        ("choice", ChoiceGrader.Create, false),
        ("is-json", IsJsonGrader.Create, true),
        ("json-field", JsonFieldGrader.Create, true),
        ("max-words", MaxWordsGrader.Create, false),
        ("min-words", MinWordsGrader.Create, false),
        ("max-chars", MaxCharsGrader.Create, false),
    ];

    /// <summary>The names of all graders, the <c>not-</c> forms among them.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [.. All.Select(grader => grader.Name), .. All.Where(grader => grader.HasNot).Select(grader => NotGrader.Prefix + grader.Name)];

    /// <summary>Makes a grader; null with problems noted where its definition is wrong.</summary>
    public static IGrader? Create(GraderSetup setup)
    {
        if (setup.Type == "judge")
        {
            setup.Options.Problem(
                "type",
                $"The grader “{setup.Id}” is a judge, and this version asks no judges. Remove it, or put a grader that needs no model in its place."
            );
            return null;
        }

        if (!Names.Contains(setup.Type, StringComparer.Ordinal))
        {
            if (setup.Type.Length > 0)
                setup.Options.Problem("type", $"“{setup.Type}” is no known grader.{NearestName.Suggest(setup.Type, Names)}");
            return null;
        }

        var isNot = setup.Type.StartsWith(NotGrader.Prefix, StringComparison.Ordinal);
        var name = isNot ? setup.Type[NotGrader.Prefix.Length..] : setup.Type;
        var grader = All.First(entry => entry.Name == name).Create(setup);
        return isNot && grader is not null ? new NotGrader(grader) : grader;
    }
}
