"""Scans that people bring: is this a sound PDF, JPEG or PNG, and nothing besides?"""
