using System.Globalization;
using System.Xml;
using System.Xml.XPath;
using PromptLab.Files;

namespace PromptLab.Grading.Structure;

/// <summary>Reads XML that others wrote: no DTD, no entities of one's own, nothing from elsewhere, and limited nesting.</summary>
internal static class XmlReading
{
    private const int CharactersPerStep = 16;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CloseInput = true,
    };

    /// <summary>The document; or what is wrong with the text.</summary>
    public static (XPathNavigator? Document, XmlProblem Problem, string? Message) Read(string text, WorkBudget budget)
    {
        budget.Spend(1 + (text.Length / CharactersPerStep));
        try
        {
            if (IsTooDeep(text))
                return (null, XmlProblem.TooDeep, null);
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            return (new XPathDocument(reader, XmlSpace.Preserve).CreateNavigator(), XmlProblem.None, null);
        }
        catch (XmlException e) when (HasDocumentType(text))
        {
            return (null, XmlProblem.DocumentType, e.Message);
        }
        catch (XmlException e)
        {
            return (null, XmlProblem.Invalid, PlaceOf(e));
        }
    }

    // Read to the end first, so that a deep document that breaks off is not well-formed, and not too deep.
    private static bool IsTooDeep(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        var deepest = 0;
        while (reader.Read())
            deepest = Math.Max(deepest, reader.Depth);
        return deepest >= JsonDepth.Max;
    }

    private static bool HasDocumentType(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            while (reader.Read() && reader.NodeType != XmlNodeType.Element)
            {
                // up to the first element
            }

            return false;
        }
        catch (XmlException)
        {
            return text.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
        }
    }

    private static string PlaceOf(XmlException e) =>
        string.Create(CultureInfo.InvariantCulture, $"In line {e.LineNumber}: {e.Message.Split(" Line ")[0]}");
}

/// <summary>What is wrong with a text that should be XML.</summary>
internal enum XmlProblem
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is not well-formed.</summary>
    Invalid,

    /// <summary>It has a document type, which is never read.</summary>
    DocumentType,

    /// <summary>It is nested too deeply.</summary>
    TooDeep,
}
