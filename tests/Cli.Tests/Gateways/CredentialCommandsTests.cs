using System.Text;
using System.Text.RegularExpressions;
using Catalog.Cli.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Tests.Gateways;

/// <summary><c>catalog gateway login</c> and <c>catalog gateway credentials</c>: secrets come in by standard input or a sign-in, are stored encrypted, and are shown nowhere.</summary>
public sealed class CredentialCommandsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("gateway.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Secret_IsStoredEncrypted_Listed_EncryptedAnew_AndRemoved()
    {
        var set = await CommandProcess.RunWithInputAsync(_folder.Path, "the-secret-itself\n", "gateway", "credentials", "set", "search", "client_secret", "--store", Store);
        Assert.Equal((ExitCodes.Done, "Stored `client_secret` of `search`.\n"), (set.Code, set.Output.ReplaceLineEndings("\n")));

        var (exitCode, before, _) = await CommandRun.RunAsync("gateway", "credentials", "list", "--store", Store);
        Assert.Equal(ExitCodes.Done, exitCode);
        Assert.Matches("^search  client_secret  key ", before);
        var rotated = await CommandRun.RunAsync("gateway", "credentials", "rotate-key", "--store", Store);
        Assert.Equal((ExitCodes.Done, "Encrypted 1 anew."), (rotated.Code, rotated.Output.Trim()));
        var after = (await CommandRun.RunAsync("gateway", "credentials", "list", "--json", "--store", Store)).Output;
        Assert.DoesNotContain(Regex.Match(before, "key (?<key>[^ ]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["key"].Value, after, StringComparison.Ordinal);

        foreach (var file in Directory.GetFiles(_folder.Path))
        {
            Assert.DoesNotContain("the-secret-itself", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Store + ".key"));
        }

        Assert.Equal(ExitCodes.Done, (await CommandRun.RunAsync("gateway", "credentials", "remove", "search", "--store", Store)).Code);
        Assert.Equal(ExitCodes.No, (await CommandRun.RunAsync("gateway", "credentials", "remove", "search", "--store", Store)).Code);
        Assert.Empty((await CommandRun.RunAsync("gateway", "credentials", "list", "--store", Store)).Output);
    }

    [Theory]
    [InlineData("", "client_secret")]
    [InlineData("two\nlines", "client_secret")]
    [InlineData("secret", "pass_word")]
    public async Task Secret_ThatIsNone_OrOfNoKnownName_IsNotStored(string input, string name)
    {
        var set = await CommandProcess.RunWithInputAsync(_folder.Path, input, "gateway", "credentials", "set", "search", name, "--store", Store);
        Assert.Equal(ExitCodes.Usage, set.Code);
        Assert.NotEmpty(set.Error);
        Assert.False(File.Exists(Store));
    }

    [Fact]
    public async Task Login_SaysWhereToSignIn_AndStoresWhatComesOfIt()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        var issuer = "";
        server.Run(context => context.Response.WriteAsync(context.Request.Path == "/token"
            ? """{"access_token":"a","token_type":"Bearer","refresh_token":"the-refresh-token"}"""
            : $$"""{"issuer":"{{issuer}}","authorization_endpoint":"{{issuer}}/authorize","token_endpoint":"{{issuer}}/token","code_challenge_methods_supported":["S256"]}"""));
        await server.StartAsync(TestContext.Current.CancellationToken);
        issuer = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await WriteConfigurationAsync(issuer);

        using var browser = new HttpMessageInvoker(new SocketsHttpHandler());
        using var error = new ToldAddress(async address =>
        {
            var query = QueryHelpers.ParseQuery(address.Query);
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{query["redirect_uri"]}?code=c&state={query["state"]}");
            using var response = await browser.SendAsync(request, CancellationToken.None);
        });
        using var output = new StringWriter();
        var exitCode = await CommandLine.RunAsync(["gateway", "login", "mail", "--config", _folder.File("gateway.yaml"), "--store", Store], output, error);

        Assert.True(exitCode == ExitCodes.Done, error.ToString());
        Assert.Equal("Signed in for `mail`.", output.ToString().Trim());
        Assert.DoesNotContain("the-refresh-token", output.ToString() + error, StringComparison.Ordinal);
        Assert.Contains("mail  refresh_token", (await CommandRun.RunAsync("gateway", "credentials", "list", "--store", Store)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_OfAServerThatIsNotThere_NamesThoseThatAre()
    {
        await WriteConfigurationAsync("http://127.0.0.1:9");
        var (exitCode, _, error) = await CommandRun.RunAsync("gateway", "login", "male", "--config", _folder.File("gateway.yaml"), "--store", Store);
        Assert.Equal(ExitCodes.No, exitCode);
        Assert.Contains("it has `mail`", error, StringComparison.Ordinal);
    }

    private Task WriteConfigurationAsync(string issuer) => File.WriteAllTextAsync(
        _folder.File("gateway.yaml"),
        $$"""
        version: 1
        upstreams:
          mail:
            url: https://mcp.example.com/mcp
            oauth: {grant: refresh_token, issuer: "{{issuer}}", client_id: gateway, scopes: [mail], private: true}
        """);

    /// <summary>Opens the address that it is told, as a person does.</summary>
    private sealed class ToldAddress(Func<Uri, Task> open) : StringWriter
    {
        public override Task WriteLineAsync(string? value)
        {
            if (value?.Split('\n').LastOrDefault(static line => line.StartsWith("http", StringComparison.Ordinal)) is { } address)
            {
                _ = open(new Uri(address));
            }

            return base.WriteLineAsync(value);
        }
    }
}
