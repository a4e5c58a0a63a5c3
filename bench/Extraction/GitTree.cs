using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Catalog.Bench.Extraction;

/// <summary>Copies the files of one commit out of a bare mirror. A mirror may list objects that it does not hold, large binaries mostly; those are passed over.</summary>
internal static class GitTree
{
    private const long LongestFile = 16 * 1024 * 1024;

    /// <summary>Copies a commit into a folder; false where the mirror does not have the commit.</summary>
    public static async Task<bool> CopyAsync(string mirror, string commit, string folder)
    {
        using var list = Start(mirror, "ls-tree", "-r", "-z", "--format=%(objecttype) %(objectname) %(path)", commit);
        var names = await list.StandardOutput.ReadToEndAsync();
        await list.WaitForExitAsync();
        if (list.ExitCode != 0)
        {
            return false;
        }

        var files = names.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(static l => l.Split(' ', 3)).Where(static p => p is ["blob", _, _]).ToList();
        using var objects = Start(mirror, "cat-file", "--batch");
        var ask = AskAsync(objects, files);
        var answers = objects.StandardOutput.BaseStream;
        foreach (var file in files)
        {
            var head = (await LineAsync(answers)).Split(' ');
            if (head is not [_, "blob", var size])
            {
                continue;
            }

            var content = new byte[long.Parse(size, CultureInfo.InvariantCulture)];
            await answers.ReadExactlyAsync(content);
            await LineAsync(answers);
            var target = Path.GetFullPath(Path.Combine(folder, file[2]));
            if (content.LongLength <= LongestFile && target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                await File.WriteAllBytesAsync(target, content);
            }
        }

        await ask;
        await objects.WaitForExitAsync();
        return true;
    }

    private static async Task AskAsync(Process objects, List<string[]> files)
    {
        foreach (var file in files)
        {
            await objects.StandardInput.WriteLineAsync(file[1]);
        }

        objects.StandardInput.Close();
    }

    private static async Task<string> LineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1 && one[0] != '\n')
        {
            line.Append((char)one[0]);
        }

        return line.ToString();
    }

    private static Process Start(string mirror, params string[] arguments) =>
        Process.Start(new ProcessStartInfo("git", ["--git-dir", mirror, .. arguments]) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false })!;
}
