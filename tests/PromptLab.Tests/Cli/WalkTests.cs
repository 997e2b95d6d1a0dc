using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

/// <summary>
/// A newcomer's evening: an empty folder and a CSV of Excel become a project, and one change goes from the first run to a gate, in
/// twelve commands at most and without opening a YAML file.
/// </summary>
public sealed class WalkTests : IDisposable
{
    private const string Draft = "prompts/mails/draft.prompt.md";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly TestBench _bench;
    private int _commands;

    public WalkTests() => _bench = new TestBench { Time = _time, Width = 80 };

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task From_a_file_of_Excel_to_a_gate_in_twelve_commands()
    {
        // Bills are taken for “Technik” until the prompt says what they have in common.
        await using var server = await ChatServer.StartAsync(AnswerAsync);
        _bench.Variables["OPENAI_BASE_URL"] = server.Address;
        WriteMails(120);

        await DoAsync("init", "--from", "mails.csv", "--input", "Nachricht", "--expected", "Warteschlange", "--model", "stub");
        await DoAsync("freeze", "mails");
        var first = await DoAsync("run");
        var failures = await DoAsync("failures", "--limit", "3");
        Edit("Say which one", "A mail that names a Betrag is a Rechnung. Say which one");
        await DoAsync("freeze", "mails", "--hypothesis", "Naming what bills have in common mends them");
        var second = await DoAsync("run");
        var compared = await DoAsync("compare");
        var claimed = await DoAsync("confirm", "mails@v2", "--against", "mails@v1");
        var gated = await DoAsync("gate", "--run", "mails@v2", "--gate", "metric: pass_rate, min: 0.9");
        var status = await DoAsync("status");
        await DoAsync("check");

        Assert.InRange(_commands, 1, 12);
        Assert.Contains(" 67%  ", first, StringComparison.Ordinal); // 40 of 120 mails are bills, a third of dev as well
        Assert.Contains("expected  Rechnung", failures, StringComparison.Ordinal);
        Assert.Contains("response  Technik", failures, StringComparison.Ordinal);
        Assert.Contains(" 100%†  ", second, StringComparison.Ordinal);
        Assert.Contains("better, +33.3 pp† (18:0)", second, StringComparison.Ordinal); // 54 of 120 are dev: 45%
        Assert.Contains("better on the items it was tuned on: +33.3 pp†", compared, StringComparison.Ordinal);
        Assert.Contains("confirmed", claimed, StringComparison.Ordinal);
        Assert.Contains("pass", gated, StringComparison.Ordinal);
        Assert.Contains("claim", status, StringComparison.Ordinal);
    }

    private static Task AnswerAsync(ChatServerRequest request, HttpContext context)
    {
        var instructions = request.Body["messages"]![0]!["content"]!.ToString();
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            ChatServer.Completion(LabelOf(request.Question, knowsBills: instructions.Contains("names a Betrag", StringComparison.Ordinal)))
        );
    }

    private static string LabelOf(string mail, bool knowsBills) =>
        mail.Contains("Betrag", StringComparison.Ordinal) ? (knowsBills ? "Rechnung" : "Technik")
        : mail.Contains("Absturz", StringComparison.Ordinal) ? "Technik"
        : "Sonstiges";

    private void WriteMails(int count)
    {
        var rows = new StringBuilder("\uFEFFNr;Nachricht;Warteschlange\r\n");
        for (var i = 1; i <= count; i++)
        {
            var text = (i % 3) switch
            {
                0 => $"Der Betrag von {Word(i)} stimmt nicht; bitte prüfen",
                1 => $"Ein Absturz bei {Word(i)}, und zwar jedes Mal",
                _ => $"Haben Sie {Word(i)} auch am Samstag offen?",
            };
            rows.Append(
                CultureInfo.InvariantCulture,
                $"{i};\"{text}\";{(i % 3) switch { 0 => "Rechnung", 1 => "Technik", _ => "Sonstiges" }}\r\n"
            );
        }

        File.WriteAllText(Path.Combine(_bench.Folder, "mails.csv"), rows.ToString());
    }

    // A word of its own for each mail, so that none is nearly another.
    private static string Word(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0'))) + "ix";

    private void Edit(string from, string to)
    {
        var text = _bench.Read(Draft);
        Assert.Contains(from, text, StringComparison.Ordinal);
        _bench.Write(Draft, text.Replace(from, to, StringComparison.Ordinal));
    }

    private async Task<string> DoAsync(params string[] arguments)
    {
        _commands++;
        _time.Advance(TimeSpan.FromMinutes(1));
        var said = await _bench.RunAsync(arguments);
        Assert.True(said.Exit == 0, $"{string.Join(' ', arguments)}: {said.Error}{said.Out}");
        return said.Out;
    }
}
