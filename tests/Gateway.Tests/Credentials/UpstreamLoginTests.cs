using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Credentials;
using Catalog.Gateway.Credentials;
using Catalog.Gateway.Tests.Running;
using Catalog.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Credentials;

/// <summary>A person's sign-in: what goes to the browser, what comes back, and answers that are not to it.</summary>
public sealed class UpstreamLoginTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpMessageInvoker _browser = new(new SocketsHttpHandler());
    private ServiceProvider _services = null!;
    private AuthorizationServerDouble _server = null!;

    private ICredentialVault Vault => _services.GetRequiredService<ICredentialVault>();

    public async ValueTask InitializeAsync()
    {
        _server = await AuthorizationServerDouble.StartAsync();
        _services = new ServiceCollection().AddGatewayStore(_folder.File("gateway.db")).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _services.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task SignIn_StoresARefreshToken_ByPkce()
    {
        string? challenge = null;
        _server.Token = form => form["code"] == "the-code" && Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]))) == challenge
            ? (200, """{"access_token":"a","token_type":"Bearer","refresh_token":"the-refresh-token"}""")
            : (400, """{"error":"invalid_grant"}""");

        var failure = await LoginAsync(async query =>
        {
            challenge = query["code_challenge"];
            Assert.Equal(("code", "S256", "client", "https://mcp.example.com/mcp", "read offline_access"), (query["response_type"], query["code_challenge_method"], query["client_id"], query["resource"], query["scope"]));
            // Somebody else's answers, which change nothing.
            Assert.Equal(400, await OpenAsync($"{query["redirect_uri"]}?code=evil&state=guessed&iss={_server.Issuer}"));
            Assert.Equal(400, await OpenAsync($"{query["redirect_uri"]}?code=evil"));
            Assert.Equal(200, await OpenAsync($"{query["redirect_uri"]}?code=the-code&state={query["state"]}&iss={Uri.EscapeDataString(_server.Issuer)}"));
        });

        Assert.Null(failure);
        Assert.Equal(("the-refresh-token", "client", _server.Issuer), (await FindAsync("refresh_token"), await FindAsync("client_id"), await FindAsync("issuer")));
    }

    [Theory]
    [InlineData("code=c&iss=https%3A%2F%2Fevil.example.com", "another authorization server")]
    [InlineData("code=c", "another authorization server")]
    [InlineData("error=access_denied&iss=ISSUER", "refused with `access_denied`")]
    [InlineData("iss=ISSUER", "sent no code")]
    public async Task Answer_OfAnotherServer_OrWithoutCode_StoresNothing(string answer, string told)
    {
        var failure = await LoginAsync(async query => await OpenAsync($"{query["redirect_uri"]}?state={query["state"]}&{answer.Replace("ISSUER", Uri.EscapeDataString(_server.Issuer), StringComparison.Ordinal)}"));

        Assert.Contains(told, failure, StringComparison.Ordinal);
        Assert.Empty(await Vault.ListAsync(TestContext.Current.CancellationToken));
        Assert.Empty(_server.Forms);
    }

    [Fact]
    public async Task Nobody_ComesInTime()
    {
        Assert.Contains("nobody signed in", await LoginAsync(static _ => Task.CompletedTask, TimeSpan.FromMilliseconds(50)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_NamesItsIssuer_AndTheGatewayRegistersItself()
    {
        _server.Resource = $$"""{"resource":"{{_server.Issuer}}/mcp","authorization_servers":["{{_server.Issuer}}"]}""";
        _server.Token = static _ => (200, """{"access_token":"a","token_type":"Bearer","refresh_token":"r"}""");

        var failure = await LoginAsync(ReturnAsync, oauth: new UpstreamOAuth { Grant = UpstreamGrant.RefreshToken, IsPrivate = true }, upstream: new Uri(_server.Issuer + "/mcp"));

        Assert.Null(failure);
        Assert.Equal(("registered", _server.Issuer), (await FindAsync("client_id"), await FindAsync("issuer")));
        Assert.Equal(("registered", ""), (_server.Forms.Single()["client_id"], _server.Forms.Single()["authorization"]));
    }

    [Theory]
    [InlineData("https://other.example.com/mcp")]
    [InlineData("ISSUER/other")]
    [InlineData(null)]
    public async Task Metadata_OfAnotherServer_IsNotBelieved(string? resource)
    {
        _server.Resource = resource is null ? null : $$"""{"resource":"{{resource.Replace("ISSUER", _server.Issuer, StringComparison.Ordinal)}}","authorization_servers":["{{_server.Issuer}}"]}""";

        var failure = await LoginAsync(ReturnAsync, oauth: new UpstreamOAuth { Grant = UpstreamGrant.RefreshToken, IsPrivate = true }, upstream: new Uri(_server.Issuer + "/mcp"));

        Assert.Contains("does not say which authorization server", failure, StringComparison.Ordinal);
        Assert.Equal(0, _server.Count("/register"));
    }

    [Fact]
    public async Task Server_WithoutPkce_GetsNobodysCode()
    {
        _server.ChallengeMethods = ["plain"];
        Assert.Contains("PKCE", await LoginAsync(ReturnAsync), StringComparison.Ordinal);
    }

    private Task ReturnAsync(IReadOnlyDictionary<string, string> query) =>
        OpenAsync($"{query["redirect_uri"]}?code=c&state={query["state"]}&iss={Uri.EscapeDataString(_server.Issuer)}");

    private Task<string?> LoginAsync(Func<IReadOnlyDictionary<string, string>, Task> person, TimeSpan? patience = null, UpstreamOAuth? oauth = null, Uri? upstream = null)
    {
        var server = new GatewayOptions
        {
            ServerId = "a",
            PolicyFile = "",
            Upstream = upstream ?? new Uri("https://mcp.example.com/mcp"),
            OAuth = oauth ?? new UpstreamOAuth { Grant = UpstreamGrant.RefreshToken, ClientId = "client", Issuer = _server.Issuer, Scopes = ["read", "offline_access"], IsPrivate = true },
        };
        return UpstreamLogin.RunAsync(
            server,
            Vault,
            address => person(QueryHelpers.ParseQuery(address.Query).ToDictionary(static q => q.Key, static q => q.Value.ToString(), StringComparer.Ordinal)),
            patience ?? TimeSpan.FromMinutes(1),
            TimeProvider.System,
            TestContext.Current.CancellationToken);
    }

    private async Task<int> OpenAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await _browser.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    private Task<string?> FindAsync(string name) => Vault.FindOrNullAsync("a", name, TestContext.Current.CancellationToken);
}
