using PromptLab.Files;
using PromptLab.Settings;
using PromptLab.Tests.Cli;
using PromptLab.Workspace;

namespace PromptLab.Tests.Settings;

public sealed class ProjectConfigFileTests : IDisposable
{
    private readonly TestBench _bench = new();

    [Fact]
    public void The_sample_is_read_without_a_problem_but_for_what_is_not_there()
    {
        var problems = new Problems();

        var config = ProjectConfigFile.Read(SharedFiles.Require("samples/promptlab.yaml"), "promptlab.yaml", _ => null, problems);

        Assert.Empty(problems.Found);
        Assert.Equal(["judge", "main"], config.Models.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            (0.40m, 0.10m, 1.60m),
            (
                config.Models["main"].Price!.InputPerMillion,
                config.Models["main"].Price!.CachedInputPerMillion!.Value,
                config.Models["main"].Price!.OutputPerMillion
            )
        );
        Assert.Equal((2.00m, 400), (config.Run.Budget!.MaxCostUsd!.Value, config.Run.Budget.MaxRequests!.Value));
        Assert.Equal(["dev", "holdout"], config.Experiments["tax-nightly"].Splits);
    }

    [Theory]
    [InlineData("modells: {}", "promptlab.yaml:2: “modells” is not known in promptlab.yaml. Did you mean “models”?")]
    [InlineData(
        "providers: { a: { kind: opnai } }",
        "promptlab.yaml:2: “kind” can't be “opnai”; it takes recorded, openai, azure-openai, openai-compatible, anthropic, ollama, http, exec. Did you mean “openai”?"
    )]
    [InlineData(
        "providers: { a: { kind: openai } }",
        "promptlab.yaml:2: A provider of the kind openai needs “api_key_env” with the name of the variable that holds the key, such as OPENAI_API_KEY."
    )]
    [InlineData(
        "providers: { a: { kind: azure-openai } }",
        "promptlab.yaml:2: A provider of the kind azure-openai needs “endpoint”, or “endpoint_env” with the name of a variable."
    )]
    [InlineData(
        "providers: { a: { kind: recorded } }",
        "promptlab.yaml:2: A provider of the kind recorded needs “recording” with the name of a file, such as results/recordings/name.jsonl."
    )]
    [InlineData("models: { m: { provider: x, id: i } }", "promptlab.yaml:2: There is no provider “x”.")]
    [InlineData(
        "providers: { a: { kind: openai-compatible, endpoint: 'http://127.0.0.1/v1' } }\nmodels: { m: { provider: a, id: i, parameters: { top_k: 4 } } }",
        "promptlab.yaml:3: “top_k” is not known in “parameters”. Did you mean “top_p”?"
    )]
    [InlineData(
        "providers: { a: { kind: openai-compatible, endpoint: 'http://127.0.0.1/v1' } }\nmodels: { m: { provider: a, id: i, price: { input_per_million: 1 } } }",
        "promptlab.yaml:3: “output_per_million” is missing. Leave the whole price out where it is unknown."
    )]
    [InlineData("experiments: { e: { prompts: [a@v1], evalset: s, models: [m] } }", "promptlab.yaml:2: There is no model “m”.")]
    [InlineData(
        "experiments: { e: { prompts: [a@v1], evalset: s, default: true }, f: { prompts: [a@v1], evalset: s, default: true } }",
        "promptlab.yaml:2: “f” is a second default experiment. Keep one."
    )]
    [InlineData(
        "providers: { a: { kind: openai-compatible, endpoint: 'http://127.0.0.1/v1' } }\nmodels: { m: { provider: a, id: i, parameters: { top_p: 0 } } }",
        "promptlab.yaml:3: “top_p” takes a number above 0, up to 1."
    )]
    [InlineData("status: { max_cost: 2 }", "promptlab.yaml:2: “max_cost” is not known in “status”. Did you mean “max_cost_usd”?")]
    [InlineData("status: { max_cost_usd: much }", "promptlab.yaml:2: “max_cost_usd” takes an amount from 0, such as 0.40, not “much”.")]
    [InlineData("status: { smallest_gain: 10 }", "promptlab.yaml:2: “smallest_gain” takes a number from 0.001 to 0.999, not “10”.")]
    [InlineData("run: { concurrency: none }", "promptlab.yaml:2: “concurrency” takes a whole number from 1 to 1000, not “none”.")]
    [InlineData("run: { repeats: 1, repeats: 2 }", "promptlab.yaml:2: This is not valid YAML: Duplicate key")]
    public void What_is_wrong_is_told_with_its_line_and_a_mend(string yaml, string problem) =>
        Assert.Contains(Problems(yaml), told => told.StartsWith(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData(
        "temperature: 0",
        "promptlab.yaml:4: A model of the kind anthropic needs “max_output_tokens” among its parameters: the provider asks for it with every call."
    )]
    [InlineData(
        "max_output_tokens: 9\n    seed: 7",
        "promptlab.yaml:6: A model of the kind anthropic takes no “seed”. Remove it; to average over chance, ask with --repeats."
    )]
    [InlineData(
        "max_output_tokens: 9\n    response_format: json",
        "promptlab.yaml:6: A model of the kind anthropic takes no “response_format: json”. Give the prompt a response schema, or remove it."
    )]
    public void What_Anthropic_has_no_word_for_is_told_at_its_line(string parameters, string problem) =>
        Assert.Equal(
            [problem],
            Problems(
                $"providers: {{ a: {{ kind: anthropic, api_key_env: K }} }}\nmodels:\n  m: {{ provider: a, id: i, parameters: {{\n    {parameters.Replace("\n", ",\n", StringComparison.Ordinal)} }} }}"
            )
        );

    [Fact]
    public void Anthropic_without_any_parameters_is_told_at_the_model() =>
        Assert.StartsWith(
            "promptlab.yaml:3: A model of the kind anthropic needs “max_output_tokens”",
            Problems("providers: { a: { kind: anthropic, api_key_env: K } }\nmodels: { m: { provider: a, id: i } }").Single(),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("anthropic", "temperature: 0, top_p: 0.5, max_output_tokens: 9, stop: [a], reasoning_effort: low, response_format: text")]
    [InlineData(
        "ollama",
        "temperature: 0, top_p: 0.5, max_output_tokens: 9, stop: [a], reasoning_effort: low, response_format: json, seed: 7"
    )]
    public void What_goes_to_a_provider_is_no_problem(string kind, string parameters) =>
        Assert.Empty(
            Problems(
                $"providers: {{ a: {{ kind: {kind}, api_key_env: K }} }}\nmodels: {{ m: {{ provider: a, id: i, parameters: {{ {parameters} }} }} }}"
            )
        );

    [Theory]
    [InlineData("api_key: sk-12345678")]
    [InlineData("api_key_env: sk-12345678")]
    [InlineData("token: sk-12345678")]
    [InlineData("api_key_env: aB12345678cdEFgh90aB12345678cdEF")]
    [InlineData("api_key_env: AB12345678CDEFGH90AB12345678CDEF")]
    [InlineData("api_key_env: K, endpoint: 'https://user:12345678@host/v1'")]
    [InlineData("api_key_env: K, endpoint: 'https://host/v1?key=12345678'")]
    [InlineData("api_key_env: K, endpoint: '12345678'")]
    public void A_key_in_the_file_is_an_error_and_is_never_printed(string line)
    {
        var problems = Problems($"providers: {{ a: {{ kind: openai, {line} }} }}");

        Assert.NotEmpty(problems);
        Assert.DoesNotContain(problems, problem => problem.Contains("12345678", StringComparison.Ordinal));
    }

    [Fact]
    public void The_environment_goes_before_the_file()
    {
        _bench.Write("promptlab.yaml", "schema: promptlab/config@1\npaths: { results: here }\nrun: { concurrency: 2, repeats: 3 }\n");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PROMPTLAB__RUN__CONCURRENCY"] = "4",
            ["PROMPTLAB__PATHS__RESULTS"] = "elsewhere",
        };

        var config = ProjectConfigFile.Read(
            Path.Combine(_bench.Folder, "promptlab.yaml"),
            "promptlab.yaml",
            variables.GetValueOrDefault,
            new Problems()
        );

        Assert.Equal((4, 3, "elsewhere"), (config.Run.Concurrency, config.Run.Repeats, config.ResultsPath));
    }

    [Fact]
    public void A_variable_that_is_no_number_is_told_by_its_name()
    {
        _bench.Write("promptlab.yaml", "schema: promptlab/config@1\n");
        var problems = new Problems();

        ProjectConfigFile.Read(
            Path.Combine(_bench.Folder, "promptlab.yaml"),
            "promptlab.yaml",
            name => name == "PROMPTLAB__RUN__REPEATS" ? "many" : null,
            problems
        );

        Assert.Equal(
            "PROMPTLAB__RUN__REPEATS: The variable takes a whole number from 1 to 1000, not “many”. It goes before promptlab.yaml.",
            Assert.Single(problems.Found).ToString()
        );
    }

    [Fact]
    public void The_project_is_found_from_any_folder_below_it()
    {
        _bench.Write("promptlab.yaml", "schema: promptlab/config@1\n");
        _bench.Write("prompts/deep/down/file.txt", "");

        var folder = ProjectFolder.Find(Path.Combine(_bench.Folder, "prompts/deep/down"), _ => null, new Problems());

        Assert.Equal(_bench.Folder, folder.Root);
        Assert.Equal("prompts/deep", folder.DisplayPath(Path.Combine(_bench.Folder, "prompts", "deep")));
    }

    public void Dispose() => _bench.Dispose();

    private List<string> Problems(string yaml)
    {
        _bench.Write("promptlab.yaml", "schema: promptlab/config@1\n" + yaml + "\n");
        var problems = new Problems();
        try
        {
            ProjectConfigFile.Read(Path.Combine(_bench.Folder, "promptlab.yaml"), "promptlab.yaml", _ => null, problems);
        }
        catch (InputException)
        {
            // The file can't be read at all; the problems are the same.
        }

        return [.. problems.Found.Select(problem => problem.ToString())];
    }
}
