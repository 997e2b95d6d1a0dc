using System.Globalization;

namespace PromptLab.Tests.Cli;

/// <summary>A project with one prompt, one eval set of sorted messages and one model, to run commands in.</summary>
internal static class SmallProject
{
    /// <summary>Writes the project, with a draft of the prompt, and freezes it as v1.</summary>
    public static async Task WriteAsync(TestBench bench, string address, int items = 4)
    {
        WriteConfig(bench, address);
        WriteItems(
            bench,
            Enumerable
                .Range(1, items)
                .Select(i => $"t-{i.ToString("00", CultureInfo.InvariantCulture)},{(i % 2 == 0 ? "even" : "odd")},message {i},yes")
        );
        bench.Write(
            "evalsets/tickets/evalset.yaml",
            """
            schema: promptlab/evalset@1
            name: tickets
            data: items.csv
            graders:
              - { id: right, type: equals, ignore_case: true }
            """
        );
        WriteDraft(bench, "Say yes or no.");
        var frozen = await bench.RunAsync("freeze", "triage", "--hypothesis", "The plainest prompt.");
        Assert.True(frozen.Exit == 0, frozen.Error);
    }

    public static void WriteConfig(TestBench bench, string address) =>
        bench.Write(
            "promptlab.yaml",
            $$"""
            schema: promptlab/config@1
            providers:
              served: { kind: openai-compatible, endpoint: "{{address}}", api_key_env: SERVED_KEY }
            models:
              main:
                provider: served
                id: small
                parameters: { temperature: 0, max_output_tokens: 5 }
                price: { input_per_million: 1, output_per_million: 10 }
            run: { model: main, concurrency: 2 }
            experiments:
              all: { prompts: [triage@v1], evalset: tickets }
            """
        );

    public static void WriteItems(TestBench bench, IEnumerable<string> rows) =>
        bench.Write("evalsets/tickets/items.csv", "id,tags,message,expected\n" + string.Join('\n', rows) + "\n");

    public static void WriteDraft(TestBench bench, string task, string parent = "null") =>
        bench.Write(
            "prompts/triage/draft.prompt.md",
            $$"""
            ---
            schema: promptlab/prompt@1
            name: triage
            version: draft
            parent: {{parent}}
            variables:
              message: { required: true, trust: untrusted }
            ---

            # Task

            {{task}}

            # Current query

            {message}

            """
        );
}
