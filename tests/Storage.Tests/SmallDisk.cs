using System.Diagnostics;

namespace Catalog.Storage.Tests;

/// <summary>A file system of a few megabytes.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    public static SmallDisk Mount(string path, string size)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsLinux() || !Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", path))
        {
            Assert.Skip("needs the right to mount a tmpfs");
        }

        return new SmallDisk(path);
    }

    public void Fill(string file)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var size = 64 * 1024;
        while (size >= 1)
        {
            try
            {
                stream.Write(new byte[size]);
                stream.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                size /= 8;
            }
        }
    }

    public void MakeReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", Path));

    public void Dispose() => Run("umount", "--lazy", Path);

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
