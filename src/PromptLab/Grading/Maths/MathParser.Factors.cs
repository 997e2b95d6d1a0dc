namespace PromptLab.Grading.Maths;

// The parts between operators: numbers, commands, names, brackets.
internal sealed partial class MathParser
{
    private MathNode ParsePrimary()
    {
        var token = Next;
        _at++;
        return token.Kind switch
        {
            MathTokenKind.Number => ParseNumber(token),
            MathTokenKind.Command => Deeper(() => ParseCommand(token.Text)),
            MathTokenKind.Name => Deeper(() => ParseName(token)),
            _ when token.Text is "(" or "[" or "{" => Deeper(() => ParseBrackets(token.Text)),
            _ when token.Text == "|" && _bars == 0 && !_isArithmetic => Deeper(ParseAbsolute),
            _ => throw new MathSyntaxException(),
        };
    }

    // “2 1/2” and “2\frac{1}{2}” are two and a half.
    private MathNode ParseNumber(MathToken token)
    {
        var whole = NumberOf(token.Text);
        var isWhole = !token.Text.Contains('.', StringComparison.Ordinal) && !_isArithmetic;
        if (
            isWhole
            && _at + 2 < _tokens.Count
            && Next is { Kind: MathTokenKind.Number, AfterBlank: true }
            && _tokens[_at + 1].Text == "/"
            && _tokens[_at + 2].Kind == MathTokenKind.Number
        )
        {
            var fraction = new OperationNode("/", NumberOf(Next.Text), NumberOf(_tokens[_at + 2].Text));
            _at += 3;
            return new OperationNode("+", whole, fraction);
        }

        if (isWhole && Next is { Kind: MathTokenKind.Command, Text: "frac" })
        {
            _at++;
            var fraction = Deeper(() => ParseCommand("frac"));
            return fraction is OperationNode { Left: NumberNode, Right: NumberNode }
                ? new OperationNode("+", whole, fraction)
                : new OperationNode("*", whole, fraction);
        }

        return whole;
    }

    private MathNode ParseCommand(string command)
    {
        if (command == "sqrt")
        {
            var order = TakeSign("[") ? ParseSum() : null;
            if (order is not null)
                Require("]");
            var argument = ParseArgument();
            return order is null ? new CallNode("sqrt", argument) : new OperationNode("root", argument, order);
        }

        var first = ParseArgument();
        return new OperationNode(command == "frac" ? "/" : command, first, ParseArgument());
    }

    // {…}, or one token; of a number, one digit: \frac12 is a half.
    private MathNode ParseArgument()
    {
        if (Next.Text == "{")
            return ParseGroup();
        if (
            Next is { Kind: MathTokenKind.Number, Text.Length: > 1 } number
            && _at > 0
            && _tokens[_at - 1].Text is "frac" or "binom"
            && char.IsAsciiDigit(Next.Text[1])
        )
        {
            _tokens[_at] = number with { Text = number.Text[..1] };
            _tokens.Insert(_at + 1, number with { Text = number.Text[1..], AfterBlank = false });
        }

        return ParsePower();
    }

    private MathNode ParseGroup()
    {
        Require("{");
        var inner = Deeper(ParseSum);
        Require("}");
        return inner;
    }

    private MathNode ParseName(MathToken token)
    {
        if (_isArithmetic)
            throw new MathSyntaxException();
        var parts = _names.Split(token.Text, isAlone: _tokens.Count == 1) ?? throw new MathSyntaxException();
        if (parts.Count > 1)
        {
            _tokens.RemoveAt(_at - 1);
            _tokens.InsertRange(_at - 1, parts.Select(part => new MathToken(MathTokenKind.Name, part, AfterBlank: false)));
        }

        var name = parts[0];
        if (name is "emptyset" or "varnothing")
            return new CollectionNode("{", "}", []);
        if (MathFunctions.ByName.ContainsKey(name))
            return ParseCall(name);
        if (parts.Count == 1 && TokensInBrackets() is { } inside && MathNames.IsApplication(name, inside))
            throw new MathSyntaxException();
        return new NameNode(TakeSign("_") ? $"{name}_{SubscriptOf()}" : name);
    }

    // What stands alone left of “=” may be a word or f(x): it names the value.
    private NameNode? ParseLabel()
    {
        if (_isArithmetic || Next.Kind != MathTokenKind.Name)
            return null;
        var (from, name) = (_at, Next.Text);
        _at++;
        var inside = TokensInBrackets();
        var end = _at + (inside is null ? 0 : inside.Value + 2);
        var isLabel =
            end < _tokens.Count
            && _tokens[end].Text == "="
            && (inside is null ? IsLabel(name, end) : MathNames.IsApplication(name, inside.Value));
        _at = isLabel ? end : from;
        return isLabel ? new NameNode(string.Concat(_tokens.Skip(from).Take(end - from).Select(token => token.Text))) : null;
    }

    // “sum = 5” names a value, and PV = nRT does not.
    private bool IsLabel(string name, int end) =>
        _names.Split(name, isAlone: false) is null
        || (
            _names.Split(name, isAlone: true) is null
            && _tokens
                .Skip(end)
                .All(token =>
                    token.Kind != MathTokenKind.Name
                    || MathFunctions.IsName(token.Text)
                    || _names.IsUnit(token with { AfterBlank = true }, isLast: true)
                )
        );

    // How many tokens the brackets hold that follow without a blank; null where none do.
    private int? TokensInBrackets()
    {
        if (Next is not { Text: "(", AfterBlank: false })
            return null;
        var depth = 0;
        for (var at = _at; at < _tokens.Count; at++)
        {
            depth +=
                _tokens[at].Text == "(" ? 1
                : _tokens[at].Text == ")" ? -1
                : 0;
            if (depth == 0)
                return at - _at - 1;
        }

        return null;
    }

    private MathNode ParseCall(string name)
    {
        var logBase = name == "log" && TakeSign("_") ? ParseArgument() : null;
        var exponent = TakeSign("^") ? ParseExponent() : null;
        var isOuterAngle = _isAngle;
        _isAngle = MathFunctions.TakesAngle(name);
        var argument = ParseFunctionArgument();
        _isAngle = isOuterAngle;
        if (exponent is not null && MathValue.Exact(exponent) == Rational.Of(-1))
            return new CallNode(MathFunctions.InverseOf(name) ?? throw new MathSyntaxException(), argument);
        MathNode call = logBase is null ? new CallNode(name, argument) : new OperationNode("log", argument, logBase);
        return exponent is null ? call : new OperationNode("^", call, exponent);
    }

    // sin(x), sin x, sin 2x
    private MathNode ParseFunctionArgument()
    {
        if (Next.Text is "(" or "{" or "|")
            return ParsePower();
        var argument = ParsePower();
        while (Next is { Kind: MathTokenKind.Name, AfterBlank: false } && !MathFunctions.ByName.ContainsKey(Next.Text))
            argument = new OperationNode("*", argument, ParsePower());
        return argument;
    }

    private string SubscriptOf()
    {
        if (!TakeSign("{"))
            return _tokens.ElementAtOrDefault(_at++).Text ?? throw new MathSyntaxException();
        var from = _at;
        while (Next.Text is not ("}" or End))
            _at++;
        Require("}");
        return string.Concat(_tokens.Skip(from).Take(_at - 1 - from).Select(token => token.Text));
    }

    private MathNode ParseAbsolute()
    {
        _bars++;
        var inner = ParseSum();
        _bars--;
        Require("|");
        return new CallNode("abs", inner);
    }

    private MathNode ParseBrackets(string open)
    {
        var bars = _bars;
        _bars = 0;
        if (open == "{" && TakeSign("}"))
            return new CollectionNode("{", "}", []);
        var items = ParseItems();
        _bars = bars;
        var close = Next.Text;
        var fits = open == "{" ? close == "}" : close == ")" || (close == "]" && !_isArithmetic);
        if (!fits)
            throw new MathSyntaxException();
        _at++;
        return items.Count > 1 ? new CollectionNode(open, close, items)
            : open == "(" && close != ")" ? throw new MathSyntaxException()
            : items[0];
    }

    private static NumberNode NumberOf(string digits) =>
        Rational.Parse(digits) is { } value ? new NumberNode(value) : throw new MathSyntaxException();
}
