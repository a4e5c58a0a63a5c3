using Catalog.Cli.Hosting;

namespace Catalog.Cli.Tests.Clients;

public sealed class AddClientTests : IDisposable
{
    private const string Before = "{\n  // mine\n  \"mcpServers\": {}\n}\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AddClient_WritesOnce_AndKeepsTheFileBefore()
    {
        var file = _folder.File("mcp.json");
        await File.WriteAllTextAsync(file, Before);

        var (exitCode, shown, _) = await RunAsync("add-client", "cursor", "--file", file, "--dry-run");
        Assert.Equal(ExitCodes.Done, exitCode);
        Assert.Contains("+     \"gateway\": {", shown, StringComparison.Ordinal);
        Assert.Equal(Before, await File.ReadAllTextAsync(file));
        Assert.Single(Directory.GetFiles(_folder.Path));

        Assert.Equal(ExitCodes.Done, (await RunAsync("add-client", "cursor", "--file", file)).ExitCode);
        Assert.Contains("http://127.0.0.1:5081/mcp", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        var backup = Assert.Single(Directory.GetFiles(_folder.Path, "*.backup"));
        Assert.Equal(Before, await File.ReadAllTextAsync(backup));

        var (_, again, _) = await RunAsync("add-client", "cursor", "--file", file);
        Assert.Contains("nothing changes", again, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_folder.Path, "*.backup"));

        Assert.Contains("Took `gateway` out of", (await RunAsync("add-client", "cursor", "--file", file, "--remove")).Output, StringComparison.Ordinal);
        Assert.Equal(Before, await File.ReadAllTextAsync(file));
        Assert.Equal(2, Directory.GetFiles(_folder.Path, "*.backup").Length);
        Assert.Contains("has no `gateway`", (await RunAsync("add-client", "cursor", "--file", file, "--remove")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddClient_FileThatCannotBeRead_IsLeftAsItIs()
    {
        var file = _folder.File("mcp.json");
        await File.WriteAllTextAsync(file, "{ no json");
        var (exitCode, _, error) = await RunAsync("add-client", "cursor", "--file", file);
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("is left as it is", error, StringComparison.Ordinal);
        Assert.Equal("{ no json", await File.ReadAllTextAsync(file));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task AddClient_FileThatIsReadOnly_IsLeftAsItIs()
    {
        var file = _folder.File("mcp.json");
        await File.WriteAllTextAsync(file, Before);
        File.SetAttributes(file, FileAttributes.ReadOnly);

        var (exitCode, _, error) = await RunAsync("add-client", "cursor", "--file", file);

        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("is read-only, so it is left as it is", error, StringComparison.Ordinal);
        Assert.Equal(Before, await File.ReadAllTextAsync(file));
        Assert.Single(Directory.GetFiles(_folder.Path));
        Assert.Equal(ExitCodes.Done, (await RunAsync("add-client", "cursor", "--file", file, "--dry-run")).ExitCode);
        File.SetAttributes(file, FileAttributes.Normal);
    }

    [Fact]
    public async Task AddClient_FolderInItsPlace_SaysSo()
    {
        var (exitCode, _, error) = await RunAsync("add-client", "cursor", "--file", _folder.Path);

        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("is a folder", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task AddClient_FileOfItsOwnersOnly_StaysSo_AndANewOneIsToo()
    {
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var (file, fresh) = (_folder.File("mcp.json"), _folder.File("new.json"));
        await File.WriteAllTextAsync(file, Before);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, Own);
        }

        Assert.Equal(ExitCodes.Done, (await RunAsync("add-client", "cursor", "--file", file)).ExitCode);
        Assert.Equal(ExitCodes.Done, (await RunAsync("add-client", "cursor", "--file", fresh)).ExitCode);

        foreach (var each in Directory.GetFiles(_folder.Path))
        {
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(each) == Own, each);
        }
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("cursor", "--url", "ftp://x")]
    [InlineData("cursor", "--name", "a b")]
    [InlineData("cursor", "--token-env", "ctg_a-token")]
    [InlineData("codex", "--token-file", "x")]
    [InlineData("lmstudio", "--project")]
    public async Task AddClient_WrongUsage_SaysSo(params string[] arguments)
    {
        var (exitCode, _, error) = await RunAsync(["add-client", .. arguments]);
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.StartsWith("catalog: ", error, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (await CommandLine.RunAsync(["gateway", .. arguments], output, error), output.ToString(), error.ToString());
    }
}
