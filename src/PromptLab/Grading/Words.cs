namespace PromptLab.Grading;

/// <summary>Words of a text: runs of characters without white space.</summary>
internal static class Words
{
    public static int Count(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
