using System.Xml;
using System.Xml.XPath;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Grading.Structure;

/// <summary>
/// <c>xml</c>: passes if the text is well-formed XML, with the wanted root, and every XPath expression finds what it should. A document
/// type, and with it every entity of one's own, is refused and never read.
/// </summary>
internal sealed class XmlGrader(ResponseReader reader, string? root, IReadOnlyList<XPathCheck> checks, XmlNamespaceManager namespaces)
    : ISynchronousGrader
{
    private static readonly string[] FormatSections = ["format", "response_schema"];
    private static readonly string[] ContentSections = ["task", "examples"];

    private static readonly ReasonCode Right = ReasonCode.Right("xml.right");
    private static readonly ReasonCode Invalid = ReasonCode.Wrong("xml.invalid", FormatSections, "The response is not well-formed XML.");
    private static readonly ReasonCode DocumentType = ReasonCode.Wrong(
        "xml.doctype",
        FormatSections,
        "The XML has a document type, which is never read: ask for XML without one."
    );
    private static readonly ReasonCode OtherRoot = ReasonCode.Wrong("xml.root", FormatSections, "The XML has another root.");

    internal static readonly ReasonCode Missing = ReasonCode.Wrong("xml.missing", FormatSections, "Something is not there in the XML.");
    internal static readonly ReasonCode Several = ReasonCode.Wrong(
        "xml.several",
        FormatSections,
        "Something stands several times in the XML, and just once is wanted."
    );
    internal static readonly ReasonCode OtherCount = ReasonCode.Wrong("xml.count", ContentSections, "The XML has another number of parts.");
    internal static readonly ReasonCode Present = ReasonCode.Wrong("xml.present", ["constraints"], "The XML has what it should not have.");
    internal static readonly ReasonCode Different = ReasonCode.Wrong("xml.different", ContentSections, "A text in the XML is another one.");

    public static IReadOnlyList<ReasonCode> Codes { get; } =
    [Right, Invalid, DocumentType, OtherRoot, Missing, Several, OtherCount, Present, Different];

    public string Name => "xml";

    // An expression may visit each node for each other one.
    public bool IsImmediate => reader.IsImmediate && checks.Count == 0;

    public static IGrader Create(GraderSetup setup)
    {
        var options = setup.Options;
        var reader = setup.CreateReader();
        var namespaces = new XmlNamespaceManager(new NameTable());
        if (options.Map("namespaces") is { } map)
        {
            foreach (var prefix in map.Keys)
                AddNamespace(namespaces, map, prefix);
        }

        var root = options.Text("root");
        if (root is { Length: 0 })
            options.Problem("root", "“root” is empty. Name the element, or leave it out.");
        if (options.IsList("xpath") && options.Maps("xpath").Count == 0)
            options.Problem("xpath", "“xpath” is empty. Write an expression, such as //price, or leave it out.");
        if (root?.Split(':') is [var first, _] && namespaces.LookupNamespace(first) is null)
            options.Problem("root", $"The prefix “{first}” is not declared. Add it: namespaces: {{ {first}: \"urn:…\" }}.");
        return new XmlGrader(reader, root, [.. ReadChecks(setup, namespaces).OfType<XPathCheck>()], namespaces);
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadRaw(context);
        if (failure is not null)
            return failure;
        var (document, problem, message) = XmlReading.Read(text.Trim(), context.Budget);
        return problem switch
        {
            XmlProblem.TooDeep => Score.Undecided(SharedCodes.TooDeep, "The XML is nested too deeply to be graded."),
            XmlProblem.DocumentType => Score.Of(0, DocumentType, "The XML has a document type (<!DOCTYPE …>), which is never read."),
            XmlProblem.Invalid => Score.Of(0, Invalid, $"It is not well-formed XML: {Quote.Of(text)} {message}"),
            _ => Grade(new BudgetNavigator(document!, context.Budget), context.Item),
        };
    }

    private Score Grade(XPathNavigator document, EvalItem item)
    {
        if (root is not null && FindOtherRoot(document) is { } other)
            return Score.Of(0, OtherRoot, $"The root is {other}, not “{root}”.");
        foreach (var check in checks)
        {
            if (check.FindFault(document, namespaces, item, reader.Normaliser) is (var code, var reason))
                return Score.Of(0, code, reason);
        }

        return Score.Of(1, Right, checks.Count == 0 ? "It is well-formed XML." : "It is the XML that is wanted.");
    }

    private string? FindOtherRoot(XPathNavigator document)
    {
        var element = document.Clone();
        element.MoveToRoot();
        element.MoveToChild(XPathNodeType.Element);
        var (prefix, name) = root!.Split(':') is [var first, var second] ? (first, second) : ("", root);
        return element.LocalName == name && element.NamespaceURI == (namespaces.LookupNamespace(prefix) ?? "")
            ? null
            : Quote.Of(element.Name) + (element.NamespaceURI.Length > 0 ? $" of the namespace {Quote.Of(element.NamespaceURI)}" : "");
    }

    private static IEnumerable<XPathCheck?> ReadChecks(GraderSetup setup, XmlNamespaceManager namespaces)
    {
        var options = setup.Options;
        if (!options.IsList("xpath"))
        {
            if (options.Has("xpath"))
                return [XPathCheck.Read(setup, options, "xpath", namespaces)];
            foreach (var key in new[] { "equals", "exists", "count" }.Where(options.Has))
                options.Problem(key, $"“{key}” says what an expression finds, and there is no “xpath” beside it.");
            return [];
        }

        return options
            .Maps("xpath")
            .Select(map =>
            {
                var check = XPathCheck.Read(setup, map, "path", namespaces);
                map.RejectUnknownKeys("an expression of “xpath”");
                return check;
            })
            .ToList();
    }

    private static void AddNamespace(XmlNamespaceManager namespaces, YamlMap map, string prefix)
    {
        try
        {
            namespaces.AddNamespace(prefix, map.RequiredText(prefix));
        }
        catch (Exception e) when (e is ArgumentException or XmlException)
        {
            map.Problem(prefix, $"“{prefix}” can't be a prefix of a namespace: {e.Message}");
        }
    }
}
