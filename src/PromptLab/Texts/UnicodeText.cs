using System.Text;

namespace PromptLab.Texts;

/// <summary>Normalises texts by Unicode's rules.</summary>
internal static class UnicodeText
{
    /// <summary>The text in normalisation form KC; unchanged if it has an unpaired surrogate, which cannot be normalised.</summary>
    public static string Compose(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
