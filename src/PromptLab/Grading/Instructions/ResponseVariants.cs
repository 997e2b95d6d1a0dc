namespace PromptLab.Grading.Instructions;

/// <summary>A response and its loose variants, read once for all instructions of a language. Not thread-safe.</summary>
internal sealed class ResponseVariants(string text)
{
    private readonly Dictionary<string, InstructionText> _whole = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<InstructionText>> _others = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? _texts;

    /// <summary>The response as it is, under the rules of a language; null for none.</summary>
    public InstructionText Whole(string? language)
    {
        if (!_whole.TryGetValue(language ?? "", out var whole))
            _whole.Add(language ?? "", whole = new InstructionText(text, language));
        return whole;
    }

    /// <summary>Its other variants, under the rules of a language; null for none.</summary>
    public IReadOnlyList<InstructionText> Others(string? language)
    {
        _texts ??= LooseVariants.Of(text);
        if (!_others.TryGetValue(language ?? "", out var others))
            _others.Add(language ?? "", others = [.. _texts.Select(variant => new InstructionText(variant, language))]);
        return others;
    }
}
