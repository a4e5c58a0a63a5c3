using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using Catalog.Cli.Hosting;
using Catalog.Gateway.Bridging;

namespace Catalog.Cli.Gateways;

/// <summary><c>catalog gateway stdio</c>: lets a client that knows no HTTP speak to a gateway that listens.</summary>
internal sealed class GatewayStdio
{
    private readonly Option<string> _url = new("--url") { Description = "The gateway's endpoint", Required = true, HelpName = "URL" };
    private readonly Option<string?> _tokenEnv = new("--token-env") { Description = "The variable that holds the grant's token", HelpName = "NAME" };
    private readonly Option<FileInfo?> _tokenFile = new("--token-file") { Description = "The file that holds the grant's token; read again when the gateway refuses it", HelpName = "FILE" };

    public Command Build()
    {
        var command = new Command("stdio", "Bridge standard input and output to a gateway that listens; it decides nothing itself") { _url, _tokenEnv, _tokenFile };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog gateway stdio --url http://127.0.0.1:5081/mcp --token-env GATEWAY_TOKEN");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var url = parsed.GetRequiredValue(_url);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
        {
            throw new CommandFailedException($"`{url}` is no http address without user and password: give --url one", ExitCodes.Usage);
        }

        var (variable, file) = (parsed.GetValue(_tokenEnv), parsed.GetValue(_tokenFile));
        if (variable is not null && file is not null)
        {
            throw new CommandFailedException("give --token-env or --token-file, not both", ExitCodes.Usage);
        }

        var (input, output) = (Console.OpenStandardInput(), Console.OpenStandardOutput());
        try
        {
            await (file is null
                ? StdioBridge.RunAsync(address, TokenOrNull(variable), GatewayLogging.Add, input, output, cancellationToken)
                : StdioBridge.RunAsync(address, file, GatewayLogging.Add, input, output, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how a client ends it.
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            // Nothing else that a bridge does opens a file.
            throw new CommandFailedException($"the token file `{file?.FullName}` cannot be read: {failure.Message.TrimEnd('.')}", ExitCodes.Failed, failure);
        }
        catch (ValidationException bad)
        {
            throw new CommandFailedException(bad.Message, ExitCodes.Failed, bad);
        }

        return ExitCodes.Done;
    }

    private static string? TokenOrNull(string? variable) =>
        variable is null ? null
        : Environment.GetEnvironmentVariable(variable) is { Length: > 0 } token ? token
        : throw new CommandFailedException($"the environment has no variable `{variable}`: set it to the grant's token where the client starts", ExitCodes.Failed);
}
