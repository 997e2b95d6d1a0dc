namespace PromptLab.Grading.Maths;

/// <summary>Parses a formula: numbers, expressions, equations, tuples, intervals and sets. It never runs anything.</summary>
internal sealed partial class MathParser
{
    private const int MaxDepth = 60;
    private const string End = "";

    private static readonly MathToken Nothing = new(MathTokenKind.Sign, End, AfterBlank: false);
    private static readonly MathNode One = new NumberNode(Rational.Of(1));

    private readonly List<MathToken> _tokens;
    private readonly MathNames _names;
    private readonly bool _isArithmetic;
    private int _at;
    private int _depth;
    private int _bars;
    private bool _isAngle;

    private MathParser(IReadOnlyList<MathToken> tokens, MathNames names, bool isArithmetic) =>
        (_tokens, _names, _isArithmetic) = ([.. tokens], names, isArithmetic);

    private MathToken Next => _at < _tokens.Count ? _tokens[_at] : Nothing;

    /// <summary>The formula that a text consists of; null where it is none, or has something that is not known.</summary>
    /// <param name="text">The text.</param>
    /// <param name="names">Which words are variables, and which are units.</param>
    public static MathNode? Parse(string text, MathNames names)
    {
        if (MathLexer.Read(text) is not { Count: > 0 } tokens)
            return null;
        var choice = tokens.Select((token, at) => (token, at)).Where(pair => pair.token.Text == "±").Select(pair => pair.at).ToList();
        if (choice.Count == 0)
            return new MathParser(tokens, names, isArithmetic: false).ParseWhole();
        if (choice.Count > 1)
            return null;
        var (plus, minus) = (ParseWith("+"), ParseWith("-"));
        return plus is null || minus is null ? null : new CollectionNode("", "", [plus, minus]);

        MathNode? ParseWith(string sign) =>
            new MathParser(
                [.. tokens.Select((token, at) => at == choice[0] ? token with { Text = sign } : token)],
                names,
                isArithmetic: false
            ).ParseWhole();
    }

    /// <summary>The calculation that a text consists of: numbers, + - * / ^ and brackets; null where it has anything else.</summary>
    public static MathNode? ParseArithmetic(string text) =>
        MathLexer.Read(text, isArithmetic: true) is { Count: > 0 } tokens
        && tokens.All(token => token.Kind is MathTokenKind.Number or MathTokenKind.Sign)
            ? new MathParser(tokens, MathNames.Wanted, isArithmetic: true).ParseWhole()
            : null;

    private MathNode? ParseWhole()
    {
        try
        {
            var items = ParseItems();
            if (_at < _tokens.Count)
                return null;
            return items.Count == 1 ? items[0] : new CollectionNode("", "", items);
        }
        catch (MathSyntaxException)
        {
            return null;
        }
    }

    private List<MathNode> ParseItems()
    {
        var items = new List<MathNode> { ParseRelation() };
        while (!_isArithmetic && (TakeSign(",") || TakeSign(";") || TakeWord("and") || TakeWord("or")))
        {
            TakeWord("and");
            TakeWord("or");
            items.Add(ParseRelation());
        }

        return items;
    }

    private MathNode ParseRelation()
    {
        var (sides, relations) = (new List<MathNode> { ParseLabel() ?? ParseUnion() }, new List<string>());
        while (!_isArithmetic && Next is { Kind: MathTokenKind.Sign, Text: "=" or "<" or ">" or "≤" or "≥" or "≠" or "∈" } relation)
        {
            _at++;
            var side = ParseUnion();
            if (relation.Text == "∈")
                return side; // x ∈ (1, 2)
            relations.Add(relation.Text);
            sides.Add(side);
        }

        return relations.Count == 0 ? sides[0] : new RelationNode(sides, relations);
    }

    private MathNode ParseUnion()
    {
        var sets = new List<MathNode> { ParseSum() };
        while (TakeSign("∪") || (sets[^1] is CollectionNode && TakeWord("U")))
            sets.Add(ParseSum());
        return sets.Count == 1 ? sets[0] : new CollectionNode("∪", "∪", sets);
    }

    private MathNode ParseSum()
    {
        var sum = ParseProduct();
        while (Next is { Kind: MathTokenKind.Sign, Text: "+" or "-" } sign)
        {
            _at++;
            sum = new OperationNode(sign.Text, sum, ParseProduct());
        }

        return sum;
    }

    private MathNode ParseProduct()
    {
        var product = ParseUnary();
        while (true)
        {
            if (Next is { Kind: MathTokenKind.Sign, Text: "*" or "/" } sign)
            {
                _at++;
                product = new OperationNode(sign.Text, product, ParseUnary());
            }
            else if (
                !_isArithmetic
                && Next.Kind == MathTokenKind.Name
                && product is not NameNode
                && MathNames.ScaleOf(Next.Text) is { } scale
            )
            {
                _at++;
                product = new OperationNode("*", product, new NumberNode(scale));
            }
            else if (!_isArithmetic && TakeUnit())
                continue;
            else if (!_isArithmetic && BeginsFactor())
                product = new OperationNode("*", product, ParsePower());
            else
                return product;
        }
    }

    private bool BeginsFactor() =>
        Next.Kind switch
        {
            MathTokenKind.Command => true,
            MathTokenKind.Name => Next.Text is not ("and" or "or" or "U"),
            MathTokenKind.Sign => Next.Text == "(",
            _ => false,
        };

    // “5 cm”, “12 square feet”, “3 m^2”: the unit is dropped.
    private bool TakeUnit()
    {
        if (Next.Kind != MathTokenKind.Name || _at == 0 || !_names.IsUnit(Next, isLast: IsLastWord()))
            return false;
        _at++;
        if (Next.Text == "^" && _at + 1 < _tokens.Count && _tokens[_at + 1].Kind == MathTokenKind.Number)
            _at += 2;
        return true;
    }

    private bool IsLastWord() =>
        _tokens.Skip(_at + 1).All(token => token.Kind == MathTokenKind.Name || token.Text is "^" or "2" or "3" or "/" or ".");

    private MathNode ParseUnary()
    {
        if (TakeSign("-"))
            return Deeper(() => new OperationNode("-", new NumberNode(Rational.Of(0)), ParseUnary()));
        return TakeSign("+") ? Deeper(ParseUnary) : ParsePower();
    }

    private MathNode ParsePower()
    {
        var number = ParsePostfix();
        return TakeSign("^") ? new OperationNode("^", number, Deeper(ParseExponent)) : number;
    }

    private MathNode ParseExponent() => Next.Text == "{" ? ParseGroup() : ParseUnary();

    private MathNode ParsePostfix()
    {
        var value = ParsePrimary();
        while (!_isArithmetic && (Next is { Kind: MathTokenKind.Sign, Text: "!" or "°" } || IsAngleWord()) && Next is var sign)
        {
            _at++;
            value = sign.Text == "!" ? new OperationNode("!", value, One) : DegreesOf(value);
        }

        return value;
    }

    private bool IsAngleWord() => _isAngle && Next is { Kind: MathTokenKind.Name, Text: "degrees" or "degree" or "deg" };

    // The argument of sin is in radians; elsewhere a degree changes nothing: 90° is 90, and 25°C is 25.
    private MathNode DegreesOf(MathNode value)
    {
        if (_isAngle)
            return new OperationNode("*", value, new OperationNode("/", new NameNode("pi"), new NumberNode(Rational.Of(180))));
        if (Next.Kind == MathTokenKind.Name && Next.Text is "C" or "F")
            _at++;
        return value;
    }

    private T Deeper<T>(Func<T> parse)
    {
        if (++_depth > MaxDepth)
            throw new MathSyntaxException();
        var parsed = parse();
        _depth--;
        return parsed;
    }

    private bool TakeSign(string sign) => Take(MathTokenKind.Sign, sign);

    private bool TakeWord(string word) => Take(MathTokenKind.Name, word);

    private bool Take(MathTokenKind kind, string text)
    {
        if (Next.Kind != kind || Next.Text != text || _at >= _tokens.Count)
            return false;
        _at++;
        return true;
    }

    private void Require(string sign)
    {
        if (!TakeSign(sign))
            throw new MathSyntaxException();
    }
}

/// <summary>A text is no formula.</summary>
internal sealed class MathSyntaxException : Exception;
