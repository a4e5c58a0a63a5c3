namespace Catalog.Crawler.Parsing.Workers;

/// <summary>A thread with a stack of its own size, for work that recurses deeply.</summary>
internal static class DeepThread
{
    /// <summary>Runs <paramref name="work"/> on a new thread. What it fails with is the failure of the task.</summary>
    public static Task<T> RunAsync<T>(int stackBytes, string name, Func<T> work)
    {
        // Who waits for it goes on elsewhere: else the stack would stay for as long as that takes.
        var task = new Task<T>(work, TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => task.RunSynchronously(TaskScheduler.Default), stackBytes) { IsBackground = true, Name = name }.Start();
        return task;
    }
}
