using System.CommandLine;
using System.Globalization;
using System.Text;
using Catalog.Cli.Clients;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Gateways;

/// <summary><c>catalog gateway add-client</c>: writes a gateway into a client's configuration, and leaves everything else of the file as it is.</summary>
internal sealed class GatewayAddClient
{
    private readonly Argument<string> _client = new("CLIENT") { Description = string.Join(", ", ClientFormats.All.Select(static c => c.Id)) };
    private readonly Option<string> _url = new("--url") { Description = "The gateway's endpoint", DefaultValueFactory = static _ => "http://127.0.0.1:5081/mcp", HelpName = "URL" };
    private readonly Option<string> _name = new("--name") { Description = "The name under which the client lists it", DefaultValueFactory = static _ => "gateway", HelpName = "NAME" };
    private readonly Option<string?> _tokenEnv = new("--token-env") { Description = "The variable in which the client finds the grant's token; the token itself is written nowhere", HelpName = "NAME" };
    private readonly Option<FileInfo?> _tokenFile = new("--token-file") { Description = "The file that holds the grant's token; the client is served through `catalog gateway stdio` then", HelpName = "FILE" };
    private readonly Option<bool> _project = new("--project") { Description = "Write the configuration of the project in this folder, not the user's" };
    private readonly Option<FileInfo?> _file = new("--file") { Description = "Write this file, wherever the client keeps its own", HelpName = "FILE" };
    private readonly Option<bool> _remove = new("--remove") { Description = "Take the entry of this name out again, and leave everything else as it is" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show what would change, and change nothing" };

    public Command Build()
    {
        var command = new Command("add-client", "Write a gateway into the configuration of an agent's program") { _client, _url, _name, _tokenEnv, _tokenFile, _project, _file, _remove, _dryRun };
        command.SetAction(RunAsync);
        return command.WithExamples(
            "catalog gateway add-client claude --url http://127.0.0.1:5081/mcp/files --token-env GATEWAY_TOKEN",
            "catalog gateway add-client vscode --project --dry-run",
            "catalog gateway add-client claude --remove");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (format, entry) = Read(parsed);
        var path = PathOf(parsed, format);
        var target = TargetOf(path);
        var before = "";
        try
        {
            before = File.Exists(path) ? await ReadAsync(path, cancellationToken) : "";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new CommandFailedException($"`{path}` cannot be read, so it is left as it is: {failure.Message.TrimEnd('.')}", ExitCodes.Failed, failure);
        }

        var isRemoved = parsed.GetValue(_remove);
        var change = isRemoved ? format.Remove(before, entry.Name) : format.Change(before, entry);
        if (change.Text is not { } after)
        {
            throw new CommandFailedException($"`{path}` is left as it is: {change.Problem}", ExitCodes.Failed);
        }

        var output = parsed.InvocationConfiguration.Output;
        if (after == before)
        {
            await output.WriteLineAsync($"{format.Title} {(isRemoved ? $"has no `{entry.Name}`" : "has it already")}: nothing changes in {path}");
            return ExitCodes.Done;
        }

        if (parsed.GetValue(_dryRun))
        {
            await output.WriteLineAsync($"{path} would change:");
            foreach (var line in TextDiff.Lines(before, after))
            {
                await output.WriteLineAsync(TerminalText.OneLine(line));
            }

            return ExitCodes.Done;
        }

        if (File.Exists(target) && new FileInfo(target).IsReadOnly)
        {
            throw new CommandFailedException($"`{path}` is read-only, so it is left as it is: somebody keeps it so; `--dry-run` shows what would change", ExitCodes.Failed);
        }

        var backup = Write(target, before, after);
        await output.WriteLineAsync($"{(isRemoved ? $"Took `{entry.Name}` out of" : $"Wrote `{entry.Name}` into")} {path}{(backup is null ? "" : $" (before: {backup})")}. {format.Next}.");
        if (!isRemoved && entry.TokenVariable is { } variable && format.Id != ClientFormat.VsCodeId && Environment.GetEnvironmentVariable(variable) is null or "")
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"Set `{variable}` to the grant's token where {format.Title} starts (`catalog grant add` shows one){(format.NeedsBridge(entry) ? "; many clients hand commands few of their variables: if the token is not found there, name a file that holds it with --token-file" : "")}");
        }

        return ExitCodes.Done;
    }

    private (ClientFormat Format, ClientEntry Entry) Read(ParseResult parsed)
    {
        var id = parsed.GetRequiredValue(_client);
        var format = ClientFormats.All.FirstOrDefault(c => c.Id == id)
            ?? throw Usage($"`{id}` is no client that is known here: name one of {string.Join(", ", ClientFormats.All.Select(static c => c.Id))}");
        var url = parsed.GetRequiredValue(_url);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
        {
            throw Usage($"`{url}` is no http address without user and password: give --url one");
        }

        var name = parsed.GetRequiredValue(_name);
        if (name.Length is 0 or > 64 || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw Usage("--name takes 1 to 64 letters, digits, `-` and `_`");
        }

        var variable = parsed.GetValue(_tokenEnv);
        if (variable is not null && (variable.Length == 0 || !variable.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_')))
        {
            throw Usage("--token-env takes the name of a variable, not the token");
        }

        var file = parsed.GetValue(_tokenFile);
        if (file is not null && (variable is not null || format.IsToml))
        {
            throw Usage(format.IsToml ? $"{format.Title} reads the token from a variable: give --token-env" : "give --token-env or --token-file, not both");
        }

        var program = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "catalog" ? path : "catalog";
        return (format, new ClientEntry(name, address, variable, file?.FullName, program));
    }

    private string PathOf(ParseResult parsed, ClientFormat format)
    {
        if (parsed.GetValue(_file) is { } named)
        {
            return named.FullName;
        }

        if (!parsed.GetValue(_project))
        {
            return format.UserFile(ClientHome.OfUser);
        }

        return Path.GetFullPath(format.ProjectFile ?? throw Usage($"{format.Title} has no configuration in a project: leave --project out"));
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
    }

    /// <summary>The file that is written: a link stays one, and what it points at is changed.</summary>
    private static string TargetOf(string path) => Directory.Exists(path)
        ? throw new CommandFailedException($"`{path}` is a folder: name a file", ExitCodes.Failed)
        : File.Exists(path) ? new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path : path;

    /// <summary>Puts the new text in the place of the old one, whole, and keeps the old one beside it.</summary>
    private static string? Write(string target, string before, string after)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        string? backup = null;
        if (before.Length > 0)
        {
            backup = $"{target}.{TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)}.backup";
            File.Copy(target, backup, overwrite: false);
        }

        var fresh = $"{target}.{Environment.ProcessId}.new";
        var writing = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // Such files hold secrets of other servers: nobody reads the new one who may not read the old one, not for a moment either.
            writing.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using (var writer = new StreamWriter(fresh, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), writing))
            {
                writer.Write(after);
            }

            if (!OperatingSystem.IsWindows() && backup is not null)
            {
                File.SetUnixFileMode(fresh, File.GetUnixFileMode(target));
            }

            File.Move(fresh, target, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            File.Delete(fresh);
            throw;
        }

        return backup;
    }

    private static CommandFailedException Usage(string message) => new(message, ExitCodes.Usage);
}
