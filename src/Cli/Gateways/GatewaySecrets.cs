using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Catalog.Cli.Hosting;
using Catalog.Core.Credentials;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Credentials;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Gateways;

/// <summary><c>catalog gateway secret</c>: secrets that <c>gateway.yaml</c> names by <c>${secret:NAME}</c>.</summary>
internal sealed class GatewaySecrets
{
    private readonly Option<string?> _store = GatewayStoreOption.Create();
    private readonly Option<FileInfo?> _config = new("--config") { Description = "The gateway's configuration: its `store` is used where --store names none; list shows what names each secret there", HelpName = "FILE" };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON lines" };
    private readonly Argument<string> _name = new("NAME") { Description = "The secret's name, as `${secret:NAME}` in gateway.yaml has it" };

    public Command Build()
    {
        var set = new Command("set", "Store a secret that is typed, or read from standard input; it takes the place of the one before") { _name, _config, _store };
        set.SetAction(SetAsync);
        var list = new Command("list", "Show what is stored and who uses it, without the values") { _json, _config, _store };
        list.SetAction(ListAsync);
        var remove = new Command("remove", "Forget a secret") { _name, _config, _store };
        remove.SetAction(RemoveAsync);
        return new Command("secret", "Keep secrets for gateway.yaml, where `${secret:NAME}` stands for one; they are stored encrypted, the key in a file beside the store or in CATALOG_KEY")
        {
            set.WithExamples("catalog gateway secret set search-key < key.txt"),
            list.WithExamples("catalog gateway secret list --config gateway.yaml"),
            remove.WithExamples("catalog gateway secret remove search-key"),
        }.WithExamples("catalog gateway secret set search-key < key.txt", "catalog gateway secret list --config gateway.yaml");
    }

    private async Task<int> SetAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = NameOf(parsed);
        var (location, _) = await LocateAsync(parsed, cancellationToken);
        // Not as an argument: every user of the machine sees those.
        var value = Console.IsInputRedirected ? await PipedAsync(cancellationToken) : TypedSecret.Read(parsed.InvocationConfiguration.Error, $"Secret `{name}`: ");
        if (value.Length == 0 || value.Contains('\0', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(value) > StoredSecrets.LongestBytes)
        {
            throw Bad();
        }

        await using var services = await GatewayStoreOption.OpenAsync(location, cancellationToken);
        await new StoredSecrets(services.GetRequiredService<ICredentialVault>()).SetAsync(name, value, cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"Stored `{name}`: `${{secret:{name}}}` stands for it in gateway.yaml.");
        return ExitCodes.Done;
    }

    private async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (location, uses) = await LocateAsync(parsed, cancellationToken);
        await using var services = await GatewayStoreOption.OpenExistingAsync(location, cancellationToken);
        var stored = (await new StoredSecrets(services.GetRequiredService<ICredentialVault>()).ListAsync(cancellationToken)).ToDictionary(static s => s.Name, StringComparer.Ordinal);
        foreach (var name in stored.Keys.Union((uses ?? []).Select(static use => use.Name), StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var line = new SecretLine
            {
                Name = name,
                UpdatedAt = stored.GetValueOrDefault(name)?.UpdatedAt,
                KeyId = stored.GetValueOrDefault(name)?.KeyId,
                UsedBy = uses is null ? null : [.. uses.Where(use => use.Name == name).Select(static use => use.Section)],
            };
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_json) ? GatewayJson.Line(line) : line.Text());
        }

        return ExitCodes.Done;
    }

    private async Task<int> RemoveAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = NameOf(parsed);
        var (location, _) = await LocateAsync(parsed, cancellationToken);
        await using var services = await GatewayStoreOption.OpenExistingAsync(location, cancellationToken);
        if (!await new StoredSecrets(services.GetRequiredService<ICredentialVault>()).RemoveAsync(name, cancellationToken))
        {
            throw new CommandFailedException($"no secret `{name}` is stored: see `catalog gateway secret list`", ExitCodes.No);
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync($"Removed `{name}`.");
        return ExitCodes.Done;
    }

    private string NameOf(ParseResult parsed) => parsed.GetRequiredValue(_name) is var name && StoredSecrets.IsName(name)
        ? name
        : throw new CommandFailedException("the name of a secret has 1 to 64 letters, digits, `-`, `_` and `.`, and begins with a letter or digit", ExitCodes.Usage);

    /// <summary>The store, and what the configuration says of secrets; null for that where none is named. It may have errors, for the secret that is to be stored is missing still.</summary>
    private async Task<(string Store, IReadOnlyList<SecretUse>? Uses)> LocateAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var read = parsed.GetValue(_config) is { } config ? await GatewayFileRun.LookAsync(config.ToString(), new StoreSecrets(parsed.GetValue(_store)), cancellationToken) : null;
        return (parsed.GetValue(_store) ?? read?.Store ?? DataHome.GatewayDatabase, read?.SecretUses);
    }

    /// <summary>What standard input holds, without the line break at its end.</summary>
    private static async Task<string> PipedAsync(CancellationToken cancellationToken)
    {
        // Room for a byte order mark and a line break beside the longest secret, and for one byte that is too much.
        var read = new byte[StoredSecrets.LongestBytes + 6];
        try
        {
            await using var input = Console.OpenStandardInput();
            var length = await input.ReadAtLeastAsync(read, read.Length, throwOnEndOfStream: false, cancellationToken);
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(read, 0, length);
            text = text.StartsWith('\uFEFF') ? text[1..] : text;
            return text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
        }
        catch (DecoderFallbackException)
        {
            throw Bad();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(read);
        }
    }

    private static CommandFailedException Bad() =>
        new(string.Create(CultureInfo.InvariantCulture, $"this is no secret: type one, or give 1 to {StoredSecrets.LongestBytes} bytes of UTF-8 without NUL on standard input, as in `catalog gateway secret set NAME < FILE`"), ExitCodes.Usage);
}
