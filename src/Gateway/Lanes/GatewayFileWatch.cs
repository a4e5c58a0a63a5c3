using System.ComponentModel.DataAnnotations;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Credentials;
using Catalog.Gateway.Loading;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Lanes;

/// <summary>Reads <c>gateway.yaml</c> again when it changes, or a stored secret that it names. A plan takes the place of the old one whole; a bad file is reported and the old plan stays.</summary>
internal sealed partial class GatewayFileWatch(string path, GatewayPlan plan, PlanInForce plans, VaultSecrets secrets, TimeProvider clock, ILogger<GatewayFileWatch> logger) : BackgroundService
{
    private const int ReadAnywayEvery = 20;
    private const int LookAtSecretsEvery = 8;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    private byte[] _settled = plan.Source;
    private IReadOnlyCollection<string> _secretNames = plan.SecretNames;
    private string _secretMarks = plan.SecretMarks;
    private bool _areSecretsUnread;
    private byte[]? _seen;

    /// <summary>Looks at the file once; a change is taken when two looks see the same text, so that a half-written file is not judged.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var bytes = ReadOrEmpty(path);
        if (bytes.AsSpan().SequenceEqual(_settled))
        {
            _seen = null;
            return;
        }

        if (_seen is null || !bytes.AsSpan().SequenceEqual(_seen))
        {
            _seen = bytes;
            return;
        }

        _seen = null;
        // Good or bad, it is judged once.
        _settled = bytes;
        await TakeAsync(cancellationToken);
    }

    /// <summary>Looks at the stored secrets that the file named when it was last judged; where one was set or removed since, the file is judged anew.</summary>
    internal async Task LookAtSecretsAsync(CancellationToken cancellationToken)
    {
        if (_secretNames.Count == 0)
        {
            return;
        }

        try
        {
            if (await secrets.MarksAsync(_secretNames, cancellationToken) != _secretMarks)
            {
                await TakeAsync(cancellationToken);
            }

            _areSecretsUnread = false;
        }
        catch (Core.Catalogs.StoreException failure)
        {
            // What is in force needs no store to stay so; the next look may find it again. It is told of once.
            if (!_areSecretsUnread)
            {
                LogSecretsUnread(failure.Message);
            }

            _areSecretsUnread = true;
        }
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        var read = await ReadAsync(cancellationToken);
        (_secretNames, _secretMarks) = (read.SecretNames, read.SecretMarks);
        if (read.Plan is not { } next)
        {
            LogBad(path, string.Join(System.Environment.NewLine, read.Problems.Select(static p => "  " + p)));
            return;
        }

        try
        {
            if (await plans.ReplaceAsync(next, cancellationToken) is { } refusal)
            {
                LogBad(path, "  " + refusal);
                return;
            }

            LogTaken(path, next.Upstreams.Count);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or BadPolicyException or ValidationException or Core.Catalogs.StoreException)
        {
            LogBad(path, "  " + failure.Message);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var last = Stamp();
        using var timer = new PeriodicTimer(Between, clock);
        for (var round = 1; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            var stamp = Stamp();
            // A file may change without its stamp changing, so it is read now and then anyway.
            if (stamp != last || _seen is not null || round % ReadAnywayEvery == 0)
            {
                last = stamp;
                await LookAsync(stoppingToken);
            }

            if (round % LookAtSecretsEvery == 0)
            {
                await LookAtSecretsAsync(stoppingToken);
            }
        }
    }

    /// <summary>What the text that was last judged asks for now. Where the secrets cannot be read, that is the problem.</summary>
    private async Task<GatewayFile> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await GatewayFileReader.ReadAsync(path, _settled, System.Environment.GetEnvironmentVariable, secrets, cancellationToken);
        }
        catch (Core.Catalogs.StoreException failure)
        {
            return GatewayFileReader.Read(path, _settled, System.Environment.GetEnvironmentVariable) with { Plan = null, Problems = [new ConfigurationProblem(path, 1, 1, $"its secrets cannot be read: {failure.Message}")], SecretMarks = "(not read)" };
        }
    }

    private (DateTime Written, long Length) Stamp()
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    /// <summary>A file that cannot be read is judged like an empty one: it is reported, and the old plan stays.</summary>
    private static byte[] ReadOrEmpty(string path)
    {
        try
        {
            return GatewayFileReader.ReadBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The configuration '{Path}' changed and is in force; servers: {Count}")]
    private partial void LogTaken(string path, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stored secrets cannot be looked at, so those in force stay: {Reason}")]
    private partial void LogSecretsUnread(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The configuration '{Path}' changed and cannot be taken, so the old one stays in force:\n{Errors}")]
    private partial void LogBad(string path, string errors);
}
