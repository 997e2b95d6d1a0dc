using System.Reflection;
using PromptLab.Evaluators;
using PromptLab.Projects;
using PromptLab.Providers;
using PublicApiGenerator;

namespace PromptLab.Tests.PublicApi;

/// <summary>What the packages promise to their users, kept as text beside this file: a change of it is seen and made on purpose.</summary>
public sealed class ApprovedApiTests
{
    private const int MostPublicTypes = 240;

    public static TheoryData<string> Packages => ["PromptLab", "PromptLab.Providers", "PromptLab.Evaluators"];

    // Where the public API was changed on purpose: PROMPTLAB_APPROVE=1 dotnet test, and read the difference.
    [Theory]
    [MemberData(nameof(Packages))]
    public void The_public_API_is_the_approved_one(string package)
    {
        var api = AssemblyOf(package)
            .GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
            .ReplaceLineEndings("\n");
        var approved = PathOf(package);
        if (Environment.GetEnvironmentVariable("PROMPTLAB_APPROVE") is not null)
            File.WriteAllText(approved, api);

        Assert.Equal(File.ReadAllText(approved).ReplaceLineEndings("\n"), api);
    }

    [Fact]
    public void The_packages_have_no_more_public_types_than_their_users_need() =>
        Assert.InRange(Packages.Sum(package => AssemblyOf(package.Data).GetExportedTypes().Length), 1, MostPublicTypes);

    private static Assembly AssemblyOf(string package) =>
        package switch
        {
            "PromptLab" => typeof(PromptLabProject).Assembly,
            "PromptLab.Providers" => typeof(ProviderConnector).Assembly,
            _ => typeof(PromptLabEvaluator).Assembly,
        };

    private static string PathOf(string package) =>
        Path.Combine(SharedFiles.Root, "tests/PromptLab.Tests/PublicApi", package + ".approved.txt");
}
