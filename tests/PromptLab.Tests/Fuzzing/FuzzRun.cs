using System.Globalization;
using System.Text;

namespace PromptLab.Tests.Fuzzing;

/// <summary>Gives a target damaged texts and keeps the first of each kind that it does not bear.</summary>
internal sealed class FuzzRun(FuzzTarget target, long seed)
{
    // A text that is not done with by then is endless: no machine is so slow.
    private static readonly TimeSpan Endless = TimeSpan.FromMinutes(3);

    private readonly Mutator _mutator = new(seed);
    private readonly Dictionary<string, (byte[] Text, Exception Exception)> _findings = new(StringComparer.Ordinal);

    /// <summary>The name of the target.</summary>
    public string Name => target.Name;

    /// <summary>How many texts were tried.</summary>
    public long Tried { get; private set; }

    /// <summary>How many kinds of findings there are: exceptions of one type from one place are of one kind.</summary>
    public int Findings => _findings.Count;

    /// <summary>Tries so many texts.</summary>
    public async Task TryAsync(int texts)
    {
        for (var left = texts; left > 0; left--)
            await TryAsync(_mutator.Damaged(target.Seeds));
    }

    /// <summary>Tries one text.</summary>
    public async Task TryAsync(byte[] text)
    {
        Tried++;
        try
        {
            await Task.Run(() => target.ReadAsync(text)).WaitAsync(Endless);
        }
        catch (Exception e)
        {
            _findings.TryAdd(KindOf(e), (text, e));
        }
    }

    /// <summary>The findings, each with its text, for whoever mends them.</summary>
    public string Report()
    {
        var report = new StringBuilder();
        foreach (var (kind, (text, exception)) in _findings)
            report
                .Append(CultureInfo.InvariantCulture, $"{target.Name}: {kind}\n")
                .Append(CultureInfo.InvariantCulture, $"base64: {Convert.ToBase64String(text)}\n")
                .Append(exception)
                .Append("\n\n");
        return report.ToString();
    }

    private static string KindOf(Exception exception) =>
        $"{exception.GetType().Name} {(exception is FuzzViolationException ? exception.Message : "")} {exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("PromptLab.", StringComparison.Ordinal))?.Trim()}";
}
