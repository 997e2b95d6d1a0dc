using System.Text.Json;

namespace PromptLab.Providers;

/// <summary>Asks a local Ollama which models it has.</summary>
internal static class OllamaModels
{
    private const int LongestAnswer = 1024 * 1024;

    // A server on the same machine answers at once; where there is none, nobody is to wait.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The ids of its models; null where no Ollama answers.</summary>
    public static async Task<IReadOnlyList<string>?> ListAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = Patience, MaxResponseContentBufferSize = LongestAnswer };
        try
        {
            var answer = await client.GetStringAsync(new Uri(endpoint, "/api/tags"), cancellationToken);
            using var tags = JsonDocument.Parse(answer);
            return
            [
                .. tags
                    .RootElement.GetProperty("models")
                    .EnumerateArray()
                    .Select(model => model.GetProperty("name").GetString())
                    .OfType<string>(),
            ];
        }
        catch (Exception e)
            when (!cancellationToken.IsCancellationRequested
                && e
                    is HttpRequestException
                        or OperationCanceledException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
            )
        {
            return null;
        }
    }
}
