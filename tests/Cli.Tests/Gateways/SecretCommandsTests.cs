using System.Text;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Tests.Gateways;

/// <summary><c>catalog gateway secret</c>: values come in by standard input, are stored encrypted, and are shown nowhere.</summary>
public sealed class SecretCommandsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("gateway.db");

    private string Configuration => _folder.File("gateway.yaml");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Secret_IsStoredEncrypted_Listed_UsedByCheck_AndRemoved()
    {
        await File.WriteAllTextAsync(
            Configuration,
            """
            version: 1
            store: gateway.db
            upstreams: {search: {url: "https://search.example.com/mcp", headers: {X-Key: "k ${secret:search-key}"}}}
            """,
            TestContext.Current.CancellationToken);
        var missing = await CommandRun.RunAsync("gateway", "check", Configuration);
        Assert.Equal(ExitCodes.No, missing.Code);
        Assert.Contains($"no secret `search-key` is stored: store it with `catalog gateway secret set search-key --config {Configuration}`", missing.Output, StringComparison.Ordinal);
        Assert.Contains($"secret set search-key --store {_folder.File("other.db")}`", (await CommandRun.RunAsync("gateway", "check", Configuration, "--store", _folder.File("other.db"))).Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.db"));

        var set = await SetAsync("the-secret-itself\n", "search-key", "--config", Configuration);
        Assert.Equal((ExitCodes.Done, "Stored `search-key`: `${secret:search-key}` stands for it in gateway.yaml.\n"), (set.Code, set.Output.ReplaceLineEndings("\n")));
        Assert.True(File.Exists(Store));
        Assert.Equal(ExitCodes.Done, (await SetAsync("unused", "other", "--store", Store)).Code);

        var good = await CommandRun.RunAsync("gateway", "check", Configuration);
        Assert.True(good.Code == ExitCodes.Done, good.Output + good.Error);
        var list = await CommandRun.RunAsync("gateway", "secret", "list", "--config", Configuration);
        var lines = list.Output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches("^other  key [0-9a-f]{16}  [0-9 :-]+Z  not used$", lines[0]);
        Assert.Matches("^search-key  key [0-9a-f]{16}  [0-9 :-]+Z  used by upstreams.search$", lines[1]);
        var json = await CommandRun.RunAsync("gateway", "secret", "list", "--json", "--store", Store);
        Assert.Contains("\"name\":\"search-key\"", json.Output, StringComparison.Ordinal);
        Assert.Empty((await CommandRun.RunAsync("gateway", "credentials", "list", "--store", Store)).Output);
        var rotated = await CommandRun.RunAsync("gateway", "credentials", "rotate-key", "--store", Store);
        Assert.Equal((ExitCodes.Done, "Encrypted 2 anew."), (rotated.Code, rotated.Output.Trim()));
        Assert.Equal(ExitCodes.Done, (await CommandRun.RunAsync("gateway", "check", Configuration)).Code);

        Assert.All([good.Output, good.Error, list.Output, json.Output, set.Output, set.Error], static text => Assert.DoesNotContain("the-secret-itself", text, StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(_folder.Path))
        {
            Assert.DoesNotContain("the-secret-itself", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        }

        Assert.Equal(ExitCodes.Done, (await CommandRun.RunAsync("gateway", "secret", "remove", "search-key", "--store", Store)).Code);
        Assert.Equal(ExitCodes.No, (await CommandRun.RunAsync("gateway", "secret", "remove", "search-key", "--store", Store)).Code);
        Assert.Contains("search-key  not stored  used by upstreams.search", (await CommandRun.RunAsync("gateway", "secret", "list", "--config", Configuration)).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.No, (await CommandRun.RunAsync("gateway", "check", Configuration)).Code);
    }

    [Theory]
    [InlineData("", "key")]
    [InlineData("\n", "key")]
    [InlineData("a\0b", "key")]
    [InlineData("secret", "../key")]
    [InlineData("secret", "-key")]
    [InlineData("secret", "a b")]
    public async Task WhatIsNoSecret_OrHasNoName_IsNotStored(string input, string name)
    {
        var set = await SetAsync(input, "--store", Store, "--", name);
        Assert.Equal(ExitCodes.Usage, set.Code);
        Assert.NotEmpty(set.Error);
        Assert.False(File.Exists(Store));
    }

    [Fact]
    public async Task Secret_OfTheLongestLength_IsTaken_AndALongerOneIsNot()
    {
        Assert.Equal(ExitCodes.Usage, (await SetAsync(new string('x', (64 * 1024) + 1), "key", "--store", Store)).Code);
        Assert.False(File.Exists(Store));
        Assert.Equal(ExitCodes.Done, (await SetAsync(new string('x', 64 * 1024) + "\r\n", "key", "--store", Store)).Code);
    }

    [Fact]
    public async Task CommandsOfServersSecrets_TouchNoneOfThese()
    {
        Assert.Equal(ExitCodes.Done, (await SetAsync("secret", "key", "--store", Store)).Code);
        Assert.Equal(ExitCodes.Usage, (await CommandRun.RunAsync("gateway", "credentials", "remove", "", "--store", Store)).Code);
        Assert.Matches("^key  key ", (await CommandRun.RunAsync("gateway", "secret", "list", "--store", Store)).Output);
    }

    private Task<(int Code, string Output, string Error)> SetAsync(string input, params string[] args) =>
        CommandProcess.RunWithInputAsync(_folder.Path, input, ["gateway", "secret", "set", .. args]);
}
