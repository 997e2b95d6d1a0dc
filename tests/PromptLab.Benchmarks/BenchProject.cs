using System.Globalization;
using System.Text;

namespace PromptLab.Benchmarks;

/// <summary>A project in a folder of its own: one prompt, one grader, one model.</summary>
internal sealed class BenchProject : IDisposable
{
    public BenchProject(string address, int items, string cache)
    {
        Folder = Path.Combine(Path.GetTempPath(), "promptlab-bench-" + Path.GetRandomFileName());
        Write(
            "promptlab.yaml",
            FormattableString.Invariant(
                $$"""
                schema: promptlab/config@1
                providers:
                  served: { kind: openai-compatible, endpoint: "{{address}}" }
                models:
                  main: { provider: served, id: small, parameters: { temperature: 0, max_output_tokens: 5 }, price: { input_per_million: 1, output_per_million: 10 } }
                run: { model: main, concurrency: {{Sizes.AtOnce}}, cache: {{cache}} }
                experiments:
                  all: { prompts: [triage@draft], evalset: tickets, default: true }
                """
            )
        );
        Write(
            "prompts/triage/draft.prompt.md",
            """
            ---
            schema: promptlab/prompt@1
            name: triage
            version: draft
            parent: null
            variables:
              message: { required: true, trust: untrusted }
            ---

            # Task

            Say whether the customer wants money back. Answer with yes or no and nothing else.

            # Current query

            {message}

            """
        );
        Write(
            "evalsets/tickets/evalset.yaml",
            """
            schema: promptlab/evalset@1
            name: tickets
            data: items.csv
            graders:
              - { id: right, type: equals, ignore_case: true }
            """
        );
        var rows = new StringBuilder("id,tags,message,expected\n");
        for (var i = 1; i <= items; i++)
            rows.Append(
                CultureInfo.InvariantCulture,
                $"t-{i:000000},{(i % 2 == 0 ? "even" : "odd")},\"Message {i}: the parcel came broken, and I would like my money back please.\",yes\n"
            );
        Write("evalsets/tickets/items.csv", rows.ToString());
    }

    public string Folder { get; }

    /// <summary>Forgets every run, so that the next one begins with nothing.</summary>
    public void Reset(bool keepCache)
    {
        var results = Path.Combine(Folder, "results");
        if (!Directory.Exists(results))
            return;
        foreach (var path in Directory.EnumerateFileSystemEntries(results).Where(path => !keepCache || Path.GetFileName(path) != "cache"))
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            else
                File.Delete(path);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Write(string relativePath, string text)
    {
        var path = Path.Combine(Folder, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
