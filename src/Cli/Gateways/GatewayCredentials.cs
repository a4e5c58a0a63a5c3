using System.CommandLine;
using System.Globalization;
using Catalog.Cli.Hosting;
using Catalog.Core.Credentials;
using Catalog.Gateway.Credentials;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Gateways;

/// <summary><c>catalog gateway credentials</c>: what the gateway proves itself to servers with.</summary>
internal sealed class GatewayCredentials
{
    private const int LongestSecret = 64 * 1024;

    private readonly Option<string?> _store = GatewayStoreOption.Create();
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON lines" };
    private readonly Argument<string> _server = new("SERVER") { Description = "The server's id" };
    private readonly Argument<string> _name = new("NAME") { Description = string.Join(", ", CredentialNames.All) };
    private readonly Argument<string?> _someName = new("NAME") { Description = "Which one; all of the server where nothing is said", Arity = ArgumentArity.ZeroOrOne };

    public Command Build()
    {
        _name.AcceptOnlyFromAmong([.. CredentialNames.All]);
        _server.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: "" }])
            {
                result.AddError("SERVER is empty: name one; secrets of no server are kept by `catalog gateway secret`");
            }
        });
        var list = new Command("list", "Show what is stored, without the secrets") { _json, _store };
        list.SetAction(ListAsync);
        var set = new Command("set", "Store a secret that is read from standard input") { _server, _name, _store };
        set.SetAction(SetAsync);
        var remove = new Command("remove", "Forget secrets") { _server, _someName, _store };
        remove.SetAction(RemoveAsync);
        var rotate = new Command("rotate-key", "Encrypt everything with a new key; with CATALOG_KEY=NEW,OLD with the first one") { _store };
        rotate.SetAction(RotateAsync);
        return new Command("credentials", "Look after what the gateway proves itself to servers with; it is stored encrypted, the key in a file beside the store or in CATALOG_KEY")
        {
            list.WithExamples("catalog gateway credentials list"),
            set.WithExamples("catalog gateway credentials set search client_secret < secret.txt"),
            remove.WithExamples("catalog gateway credentials remove search refresh_token"),
            rotate.WithExamples("catalog gateway credentials rotate-key"),
        }.WithExamples("catalog gateway credentials list", "catalog gateway credentials set search client_secret < secret.txt");
    }

    private async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var services = await GatewayStoreOption.OpenExistingAsync(parsed, _store, cancellationToken);
        // What belongs to no server is shown by `catalog gateway secret list`.
        foreach (var stored in (await services.GetRequiredService<ICredentialVault>().ListAsync(cancellationToken)).Where(static stored => stored.Server.Length > 0))
        {
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_json)
                ? GatewayJson.Line(stored)
                : string.Create(CultureInfo.InvariantCulture, $"{stored.Server}  {stored.Name}  key {stored.KeyId}  {stored.UpdatedAt.UtcDateTime:yyyy-MM-dd HH:mm'Z'}"));
        }

        return ExitCodes.Done;
    }

    private async Task<int> SetAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        // Not as an argument: every user of the machine sees those.
        var read = new char[LongestSecret];
        var length = await Console.In.ReadBlockAsync(read, cancellationToken);
        var secret = new string(read, 0, length).TrimEnd('\r', '\n');
        Array.Clear(read);
        if (secret.Length == 0 || length == LongestSecret || secret.Any(char.IsControl))
        {
            throw new CommandFailedException($"standard input holds no secret: give one line of up to {LongestSecret - 1} characters, as in `catalog gateway credentials set SERVER NAME < FILE`", ExitCodes.Usage);
        }

        await using var services = await GatewayStoreOption.OpenAsync(parsed, _store, cancellationToken);
        await services.GetRequiredService<ICredentialVault>().SetAsync(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_name), secret, cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"Stored `{parsed.GetRequiredValue(_name)}` of `{parsed.GetRequiredValue(_server)}`.");
        return ExitCodes.Done;
    }

    private async Task<int> RemoveAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (server, name) = (parsed.GetRequiredValue(_server), parsed.GetValue(_someName));
        await using var services = await GatewayStoreOption.OpenExistingAsync(parsed, _store, cancellationToken);
        var count = await services.GetRequiredService<ICredentialVault>().RemoveAsync(server, name, cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"Removed {count} of `{server}`.");
        return count > 0 ? ExitCodes.Done : throw new CommandFailedException($"nothing of that name is stored for `{server}`: see `catalog gateway credentials list`", ExitCodes.No);
    }

    private async Task<int> RotateAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var services = await GatewayStoreOption.OpenExistingAsync(parsed, _store, cancellationToken);
        var count = await services.GetRequiredService<ICredentialVault>().RotateKeyAsync(cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"Encrypted {count} anew.");
        return ExitCodes.Done;
    }
}
