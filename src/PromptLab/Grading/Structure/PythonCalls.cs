using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.Grading.Structure;

/// <summary>
/// Reads calls as Python writes them: <c>f(a=1, b="x")</c>, or a list of these. Values are literals; a call with anything else, such as a
/// variable or a calculation, has no arguments that can be read.
/// </summary>
internal sealed partial class PythonCalls
{
    private const int MaxDepth = 64;
    private const int CharactersPerStep = 16;

    private readonly string _text;
    private int _at;
    private int _depth;

    private PythonCalls(string text) => _text = text;

    /// <summary>The calls that a text consists of; null if it has anything else.</summary>
    public static IReadOnlyList<MadeCall>? Read(string text, WorkBudget budget)
    {
        var trimmed = text.Trim().Trim('`').Trim();
        budget.Spend(1 + (text.Length / CharactersPerStep));
        return trimmed.Length > 0 && trimmed[^1] is ')' or ']' or ';' or ',' ? new PythonCalls(trimmed).ReadAll() : null;
    }

    private List<MadeCall>? ReadAll()
    {
        var calls = new List<MadeCall>();
        var isList = TryTake('[');
        if (isList && TryTake(']'))
            return _at == _text.Length ? calls : null;
        do
        {
            if (ReadCall() is not { } call)
                return null;
            calls.Add(call);
        } while (TakeSeparator(isList));
        if (isList && !TryTake(']'))
            return null;
        SkipBlanks();
        return _at == _text.Length ? calls : null;
    }

    // In a list a comma; else a comma, a semicolon or a new line.
    private bool TakeSeparator(bool isList)
    {
        var line = _text.AsSpan(_at).IndexOfAnyExcept(' ', '\t', '\r');
        var hasNewLine = line >= 0 && _text[_at + line] == '\n';
        var isSeparated = TryTake(',') || (!isList && TryTake(';')) || (!isList && hasNewLine);
        SkipBlanks();
        return isSeparated && _at < _text.Length && _text[_at] != ']';
    }

    private MadeCall? ReadCall()
    {
        SkipBlanks();
        var name = Name().Match(_text, _at);
        if (!name.Success)
            return null;
        _at += name.Length;
        if (!TryTake('('))
            return null;
        var start = _at - 1;
        var (arguments, positional) = (new JsonObject(), new List<JsonNode?>());
        if (TryReadArguments(arguments, positional))
            return new MadeCall(name.Value, arguments, positional);
        // What can't be read is passed over, up to the bracket that closes it.
        return ClosingBracket(start) is { } end && (_at = end) > start ? new MadeCall(name.Value, null) : null;
    }

    private bool TryReadArguments(JsonObject arguments, List<JsonNode?> positional)
    {
        while (!TryTake(')'))
        {
            SkipBlanks();
            var key = Keyword().Match(_text, _at);
            if (key.Success)
                _at += key.Length;
            if (!TryReadValue(out var value))
                return false;
            if (!key.Success && arguments.Count > 0)
                return false;
            if (!key.Success)
                positional.Add(value);
            else if (!arguments.TryAdd(key.Groups["name"].Value, value))
                return false;
            if (!TryTake(',') && !Peek(')'))
                return false;
        }

        return true;
    }

    private bool TryReadValue(out JsonNode? value)
    {
        value = null;
        SkipBlanks();
        if (_at >= _text.Length || ++_depth > MaxDepth)
            return false;
        var isRead = _text[_at] switch
        {
            '[' => TryReadList(']', out value),
            '(' => TryReadList(')', out value),
            '{' => TryReadMap(out value),
            '"' or '\'' => TryReadText(out value),
            _ => TryReadWord(out value),
        };
        _depth--;
        return isRead;
    }

    private bool TryReadList(char end, out JsonNode? value)
    {
        _at++;
        var list = new JsonArray();
        value = list;
        while (!TryTake(end))
        {
            if (!TryReadValue(out var element))
                return false;
            list.Add(element);
            if (!TryTake(',') && !Peek(end))
                return false;
        }

        return true;
    }

    private bool TryReadMap(out JsonNode? value)
    {
        _at++;
        var map = new JsonObject();
        value = map;
        while (!TryTake('}'))
        {
            if (!TryReadValue(out var key) || key is not JsonValue name || !name.TryGetValue(out string? text) || !TryTake(':'))
                return false;
            if (!TryReadValue(out var element) || !map.TryAdd(text, element))
                return false;
            if (!TryTake(',') && !Peek('}'))
                return false;
        }

        return true;
    }

    private bool TryReadText(out JsonNode? value)
    {
        value = null;
        var quote = _text[_at];
        var text = new StringBuilder();
        for (_at++; _at < _text.Length && _text[_at] != quote; _at++)
        {
            if (_text[_at] == '\n')
                return false;
            if (_text[_at] != '\\')
                text.Append(_text[_at]);
            else if (++_at >= _text.Length || !TryReadEscape(text))
                return false;
        }

        if (_at++ >= _text.Length)
            return false;
        value = JsonValue.Create(text.ToString());
        return true;
    }

    private bool TryReadEscape(StringBuilder text)
    {
        const string letters = "nrtbf0\\'\"/\n";
        if (letters.IndexOf(_text[_at], StringComparison.Ordinal) is var index and >= 0)
        {
            text.Append("\n\r\t\b\f\0\\'\"/\n"[index]);
            return true;
        }

        var digits = _text[_at] == 'u' ? 4 : 2;
        if (_text[_at] is not ('u' or 'x') || _at + digits >= _text.Length)
            return false;
        if (!int.TryParse(_text.AsSpan(_at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            return false;
        text.Append((char)code);
        _at += digits;
        return true;
    }

    private bool TryReadWord(out JsonNode? value)
    {
        value = null;
        var word = Word().Match(_text, _at);
        if (!word.Success)
            return false;
        _at += word.Length;
        switch (word.Value)
        {
            case "None" or "null":
                return true;
            case "True" or "true" or "False" or "false":
                value = JsonValue.Create(word.Value is "True" or "true");
                return true;
            default:
                return StrictJson.TryParse(NumberOf(word.Value), out value) && value is not null;
        }
    }

    // Python writes .5, 5. and 1_000 as well, which JSON does not.
    private static string NumberOf(string word)
    {
        var number = word.Replace("_", "", StringComparison.Ordinal).TrimStart('+');
        var sign = number.StartsWith('-') ? "-" : "";
        number = number[sign.Length..];
        if (number.StartsWith('.'))
            number = "0" + number;
        return sign + TrailingPoint().Replace(number, "${digits}.0");
    }

    private int? ClosingBracket(int start)
    {
        var depth = 0;
        for (var i = start; i < _text.Length; i++)
        {
            if (_text[i] is '"' or '\'')
            {
                i = EndOfText(i);
                continue;
            }

            depth +=
                _text[i] is '(' or '[' or '{' ? 1
                : _text[i] is ')' or ']' or '}' ? -1
                : 0;
            if (depth == 0)
                return i + 1;
        }

        return null;
    }

    private int EndOfText(int start)
    {
        var at = start + 1;
        while (at < _text.Length && _text[at] != _text[start] && _text[at] != '\n')
            at += _text[at] == '\\' ? 2 : 1;
        return at;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private bool Peek(char c)
    {
        SkipBlanks();
        return _at < _text.Length && _text[_at] == c;
    }

    private bool TryTake(char c)
    {
        if (!Peek(c))
            return false;
        _at++;
        return true;
    }

    [GeneratedRegex(@"\G[\p{L}_][\w-]*(?:\.[\p{L}_][\w-]*)*(?=\s*\()", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\G(?<name>[\p{L}_]\w*)\s*=(?!=)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Keyword();

    [GeneratedRegex(@"\G(?:[+-]?[\d.][\d_.]*(?:[eE][+-]?\d+)?|[A-Za-z]+)(?=\s*[,)\]}:])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?<digits>\d+)\.(?=$|[eE])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TrailingPoint();
}
