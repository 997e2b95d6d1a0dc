using System.Globalization;
using System.Text.Json;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>Creates the text of a version from a draft's.</summary>
internal static class FrozenText
{
    /// <summary>The draft's text with the front matter of a version.</summary>
    /// <param name="text">The draft's text.</param>
    /// <param name="draft">The draft that was parsed from it.</param>
    /// <param name="version">The number of the version, such as <c>v3</c>.</param>
    /// <param name="changes">What differs from the parent.</param>
    /// <param name="request">The title, hypothesis and predictions that replace the draft's.</param>
    /// <param name="frozenAt">When it is frozen.</param>
    public static string Of(
        string text,
        Prompt draft,
        string version,
        IReadOnlyList<string> changes,
        FreezeOptions request,
        DateTimeOffset frozenAt
    )
    {
        var frozen = new FrontMatterText(text);
        frozen.Set("version", version);
        frozen.Set("parent", draft.Parent ?? "null");
        frozen.Set("changes", $"[{string.Join(", ", changes)}]");
        frozen.Set("created", frozenAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (request.Title is not null)
            frozen.SetText("title", request.Title);
        if (request.Hypothesis is not null)
            frozen.SetText("hypothesis", request.Hypothesis);
        if (request.PredictedFixes.Count + request.MightBreak.Count > 0)
            frozen.Set(
                "predicts",
                Predictions(
                    FirstNonEmpty(request.PredictedFixes, draft.PredictedFixes),
                    FirstNonEmpty(request.MightBreak, draft.MightBreak)
                )
            );
        if (request.ManyChangesReason is not null)
            frozen.SetText("allow_many", request.ManyChangesReason);
        return frozen.ToString();
    }

    private static IReadOnlyList<string> FirstNonEmpty(IReadOnlyList<string> first, IReadOnlyList<string> second) =>
        first.Count > 0 ? first : second;

    private static string Predictions(IReadOnlyList<string> fixes, IReadOnlyList<string> mightBreak) =>
        $"{{ fixes: {JsonSerializer.Serialize(fixes, FileJson.Line)}, might_break: {JsonSerializer.Serialize(mightBreak, FileJson.Line)} }}";
}
