using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Catalog.Crawler.Processes;

/// <summary>Runs clients to their end, with a wall clock and a cap on what they may say.</summary>
internal static class Child
{
    private const int ErrorLimit = 64 << 10;

    /// <summary>Runs a command and takes its output into memory.</summary>
    public static async Task<ChildResult> RunAsync(ChildCommand command, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        var result = await RunAsync(command, (stream, token) => CopyAsync(stream, output, command.OutputLimit, token), cancellationToken);
        return result with { Output = output.ToArray() };
    }

    /// <summary>Runs a command and hands its output to a reader, who may stop it by throwing <see cref="InvalidDataException"/>.</summary>
    public static async Task<ChildResult> RunAsync(ChildCommand command, Func<Stream, CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        clock.CancelAfter(command.Timeout);
        using var process = new Process { StartInfo = StartInfo(command) };
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            return new ChildResult(null, [], "", $"`{command.Program}` could not be started ({missing.Message}); install it or put it on the search path");
        }

        try
        {
            var error = ReadErrorAsync(process.StandardError.BaseStream, clock.Token);
            var input = WriteInputAsync(process, command.Input, clock.Token);
            await read(process.StandardOutput.BaseStream, clock.Token);
            await input;
            var said = await error;
            await process.WaitForExitAsync(clock.Token);
            return new ChildResult(process.ExitCode, [], said, null);
        }
        catch (InvalidDataException stopped)
        {
            return new ChildResult(null, [], "", stopped.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ChildResult(null, [], "", $"`{Path.GetFileName(command.Program)}` took longer than {command.Timeout.TotalSeconds:0} seconds");
        }
        finally
        {
            Kill(process);
        }
    }

    /// <summary>Kills a process and all that it started; one that has ended is left alone.</summary>
    public static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (InvalidOperationException)
        {
            // It ended between the question and the kill.
        }
        catch (Win32Exception)
        {
            // It is ending just now.
        }
        catch (AggregateException)
        {
            // A child of it ended between the listing and the kill.
        }
    }

    /// <summary>How a command is started: no shell, all three streams piped.</summary>
    public static ProcessStartInfo StartInfo(ChildCommand command)
    {
        var info = new ProcessStartInfo(command.Program, command.Arguments)
        {
            WorkingDirectory = command.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        foreach (var (name, value) in command.Environment)
        {
            if (value is null)
            {
                info.Environment.Remove(name);
            }
            else
            {
                info.Environment[name] = value;
            }
        }

        return info;
    }

    private static async Task WriteInputAsync(Process process, string? input, CancellationToken cancellationToken)
    {
        try
        {
            if (input is not null)
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            }

            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all; its exit code and output say what came of it.
        }
    }

    private static async Task CopyAsync(Stream from, MemoryStream to, long limit, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 15];
        int read;
        while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (to.Length + read > limit)
            {
                throw new InvalidDataException($"it wrote more than {limit >> 20} MiB");
            }

            to.Write(buffer, 0, read);
        }
    }

    private static async Task<string> ReadErrorAsync(Stream stream, CancellationToken cancellationToken)
    {
        // Read to the end, whatever its length, so that the child never waits for us; only the end is kept.
        var kept = new byte[ErrorLimit];
        var buffer = new byte[1 << 13];
        var length = 0;
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (length + read > ErrorLimit)
            {
                var drop = length + read - ErrorLimit;
                Buffer.BlockCopy(kept, drop, kept, 0, length - drop);
                length -= drop;
            }

            Buffer.BlockCopy(buffer, 0, kept, length, read);
            length += read;
        }

        return Encoding.UTF8.GetString(kept, 0, length);
    }
}
